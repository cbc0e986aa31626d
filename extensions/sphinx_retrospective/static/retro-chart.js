// Says below a chart what its marks are, and makes them one stop of the keyboard.
(() => {
  "use strict";

  // How far from a mark, in pixels, a finger still hits it.
  const NEAR = 16;
  // How far inside a bar its title begins, and how high one is that has room for it.
  const INSET = 6;
  const ROOMY = 12;
  const boxOf = (mark) => mark.querySelector(".retro-chart-bar, .retro-chart-dot").getBoundingClientRect();

  const start = (chart) => {
    const [region, plot, caption, skip] = ["scroll", "plot", "caption", "skip"].map((name) =>
      chart.querySelector(`.retro-chart-${name}`),
    );
    const line = caption.querySelector("p");
    const end = document.getElementById(skip.hash.slice(1));
    const marks = [...plot.querySelectorAll(".retro-chart-mark")];
    // What marks say: from here on the line does, and no tooltip.
    const says = new Map();
    let shown, stop, before, isTouch;

    const inSight = () => marks.filter((mark) => mark.matches("a:not(.retro-filtered)"));

    const show = (mark) => {
      if (!mark || mark === shown) return;
      shown?.classList.remove("retro-chart-shown");
      shown = mark;
      mark.classList.add("retro-chart-shown");
      const [title, about] = says.get(mark);
      const name = document.createElement("a");
      name.textContent = title;
      if (mark.matches("a")) name.href = mark.getAttribute("href");
      // The keyboard is on the mark.
      name.tabIndex = -1;
      line.replaceChildren(name, " ", about);
    };

    // The stop of the keyboard.
    const rove = (mark) => {
      if (stop) stop.tabIndex = -1;
      stop = mark;
      if (stop) stop.tabIndex = 0;
    };

    const step = (mark, by) => {
      const all = inSight();
      return all[Math.min(Math.max(all.indexOf(mark) + by, 0), all.length - 1)];
    };

    const markAt = ({ target, clientX, clientY }) => {
      let nearest = target.closest(".retro-chart-mark");
      let least = NEAR;
      for (const mark of nearest ? [] : inSight()) {
        const { left, right, top, bottom } = boxOf(mark);
        const far = Math.hypot(Math.max(left - clientX, 0, clientX - right), Math.max(top - clientY, 0, clientY - bottom));
        if (far < least) [nearest, least] = [mark, far];
      }
      return nearest;
    };

    // SVG that listens to this could have the focus.
    region.addEventListener("focusin", ({ target }) => {
      rove(target);
      show(target);
    });
    plot.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
      if (event.key === "Escape") end.focus();
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      step(stop, by).focus();
    });
    plot.addEventListener("pointerover", ({ target, pointerType }) => {
      if (pointerType !== "touch") show(target.closest(".retro-chart-mark"));
    });
    plot.addEventListener("pointerdown", ({ pointerType }) => {
      isTouch = pointerType === "touch";
      before = shown;
    });
    plot.addEventListener("click", (event) => {
      // A key clicks too, without details.
      const mark = isTouch && event.detail && markAt(event);
      if (!mark) return;
      if (mark !== before) {
        event.preventDefault();
        // For those who do not see it.
        line.ariaLive = "polite";
        show(mark);
      } else if (!mark.contains(event.target)) mark.dispatchEvent(new MouseEvent("click", event));
    });
    caption.addEventListener("click", ({ target }) => {
      if (!target.value) return;
      show(step(shown, +target.value));
      region.scrollLeft += boxOf(shown).left - innerWidth / 2;
    });

    for (const mark of marks) {
      const tooltip = mark.querySelector("title");
      const [title, about] = tooltip.textContent.split("\n");
      says.set(mark, [title, about]);
      // Its name without the tooltip.
      if (mark.href) mark.ariaLabel = `${title}, ${about.replaceAll(" · ", ", ")}`;
      tooltip.remove();
      mark.tabIndex = -1;
    }
    rove(inSight()[0]);
    // A mark is filtered by its class.
    new MutationObserver(() => {
      if (!stop?.matches(":not(.retro-filtered)")) rove(inSight()[0]);
    }).observe(plot, { subtree: true, attributeFilter: ["class"] });
    skip.remove();
    region.removeAttribute("tabindex");
    region.setAttribute("aria-description", line.textContent);

    // Where everything is along the axis, in parts of its width.
    const places = [...plot.querySelectorAll(":not(.retro-chart-lane)")].flatMap((each) =>
      ["x", "x1", "x2", "cx", "width"]
        .filter((name) => each.getAttribute(name)?.endsWith("%"))
        .map((name) => [each, name, parseFloat(each.getAttribute(name))]),
    );
    const bars = new Map();
    for (const [each, name, value] of places) bars.set(each, { ...bars.get(each), [name]: value });
    const barOf = (mark) => {
      const bar = mark.querySelector(".retro-chart-bar");
      const { x, width } = bars.get(bar) ?? {};
      return { x, end: x + width, isRoomy: bar?.getAttribute("height") > ROOMY || mark.matches(".retro-chart-vague") };
    };
    const labels = [...plot.querySelectorAll(".retro-chart-label")].map((each) => [
      each,
      each.getAttribute("dx"),
      each.getAttribute("text-anchor"),
    ]);
    const view = chart.closest(".retro-view");
    const [from, until] = plot.dataset.retroAxis.split("/").map(Number);
    const part = (year) => (100 * (year - from)) / (until - from);
    let span = "/";

    // Has the years that are asked for fill the axis. A bar that begins before them has its title inside, if there is
    // room, and no title is cut off.
    const zoom = () => {
      const asked = view.dataset.retroSpan ?? "/";
      if (asked === span) return;
      span = asked;
      const [since, last] = span.split("/");
      let left = since ? Math.max(part(+since), 0) : 0;
      let right = last ? Math.min(part(+last + 1), 100) : 100;
      if (left >= right) [left, right] = [0, 100];
      for (const [each, name, value] of places) {
        const x = name === "width" ? value : value - left;
        each.setAttribute(name, `${+((100 * x) / (right - left)).toFixed(3)}%`);
      }
      for (const mark of plot.querySelectorAll(".retro-chart-era")) {
        const { x, end } = barOf(mark);
        mark.classList.toggle("retro-filtered", end <= left || x >= right);
      }
      for (const [label, dx, anchor] of labels) {
        const { x, end, isRoomy } = barOf(label.parentNode);
        const isInside = isRoomy && x < left && end > left;
        label.setAttribute("dx", isInside ? INSET : dx);
        label.setAttribute("text-anchor", isInside ? "start" : (anchor ?? ""));
        if (isInside) label.setAttribute("x", "0");
        label.classList.remove("retro-filtered");
      }
      // All is measured before anything of it is hidden, so that the page is laid out once.
      const edges = plot.getBoundingClientRect();
      const cut = labels.filter(([label]) => {
        const box = label.getBoundingClientRect();
        return box.left < edges.left || box.right > edges.right;
      });
      for (const [label] of cut) label.classList.add("retro-filtered");
      begin();
    };

    // A narrow screen begins with the first that does not only reach into the axis.
    const begin = () => {
      const edge = (each) => each.getBoundingClientRect().left;
      const drawn = plot.querySelectorAll(
        ".retro-chart-mark:not(.retro-chart-era, .retro-chart-vague, .retro-filtered, :has(.retro-chart-years)) :is(.retro-chart-label, .retro-chart-hit)",
      );
      region.scrollLeft = Math.min(...[...drawn].map(edge)) - edge(plot);
    };
    begin();
    zoom();
    new MutationObserver(zoom).observe(view, { attributeFilter: ["data-retro-span"] });
  };

  document.querySelectorAll(".retro-chart").forEach(start);
})();
