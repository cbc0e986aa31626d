// Says below a chart what its marks are, and makes them one stop of the keyboard.
(() => {
  "use strict";

  // How far from a mark, in pixels, a finger still hits it.
  const NEAR = 16;
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
      const title = mark.querySelector("title");
      says.set(mark, title.textContent.split("\n"));
      title.remove();
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

    // A narrow screen begins with the first that does not only reach into the axis.
    const left = (each) => each.getBoundingClientRect().left;
    const drawn = plot.querySelectorAll(
      ".retro-chart-mark:not(.retro-chart-era, .retro-chart-vague, :has(.retro-chart-years)) :is(.retro-chart-label, .retro-chart-hit)",
    );
    region.scrollLeft = Math.min(...[...drawn].map(left)) - left(plot);
  };

  document.querySelectorAll(".retro-chart").forEach(start);
})();
