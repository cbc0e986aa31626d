// Narrows views to what the reader asks for. What each event is, the page says; what is asked for, its address.
(() => {
  "use strict";

  // Letters without accents and case, as readers write them into a box.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  // What the names of boxes end with that exclude their values. No name of a facet has a hyphen.
  const NOT = "-not";
  // How far, in pixels, readers scroll up who leave what they called the controls for.
  const FAR = 200;
  // Where a year is missing, a span reaches on; an undated event is in no span.
  const year = (text, open) => (text === "" ? open : Number(text));

  const eventsIn = (views) => {
    const events = new Map();
    for (const element of views.flatMap((view) => [...view.querySelectorAll("[data-retro-event]")])) {
      const { retroEvent, retroTraits, retroYears } = element.dataset;
      if (!events.has(retroEvent)) {
        const [first, last] = retroYears === undefined ? [] : retroYears.split("/");
        events.set(retroEvent, {
          elements: [],
          text: "",
          traits: new Set(retroTraits.split(" ")),
          first: first === undefined ? Infinity : year(first, -Infinity),
          last: last === undefined ? -Infinity : year(last, Infinity),
          fits: true,
        });
      }
      const event = events.get(retroEvent);
      event.elements.push(element);
      if (element.matches(".retro-item")) event.text = plain(element.textContent);
    }
    return [...events.values()];
  };

  const start = (form, number) => {
    const view = form.parentElement;
    // The first filter of a page narrows the views that have none of their own too.
    const views = [view, ...(number ? [] : document.querySelectorAll(".retro-filter-shared"))];
    const events = eventsIn(views);
    const groups = views.flatMap((each) => [...each.querySelectorAll(".retro-group")]);
    const total = new Set([...view.querySelectorAll("[data-retro-event]")].map((each) => each.dataset.retroEvent)).size;
    const count = form.querySelector(".retro-filter-count");
    const clear = form.querySelector(".retro-filter-clear");
    const facets = [...form.querySelectorAll(".retro-filter-facet")];
    const inputs = [...form.elements].filter((each) => each.name);
    // The years of a list, which are at hand below the window's edge: each leads to its events.
    const years = views.flatMap((each) =>
      [...each.querySelectorAll(".retro-parts-bar a")].map((link) => [
        link,
        document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest(".retro-group"),
      ]),
    );
    // How many events each choice would leave, by what it is.
    const counts = new Map(
      [...form.querySelectorAll(".retro-filter-choice")].map((each) => {
        const { name, value } = each.querySelector("input");
        return [`${name}:${value}`, each.querySelector(".retro-count")];
      }),
    );
    // Every view of a page has a part of the address for itself.
    const key = (input) => (number ? `${number + 1}.${input.name}` : input.name);
    const checkable = (input) => input.type === "checkbox" || input.type === "radio";
    const isNot = (input) => input.name.endsWith(NOT);
    const value = (name) => form.elements[name]?.value ?? "";

    const fromAddress = () => {
      const asked = new URLSearchParams(location.search);
      for (const input of inputs) {
        const values = asked.getAll(key(input));
        if (checkable(input)) input.checked = values.includes(input.value) || (!input.value && !values.length);
        else input.value = values[0] ?? "";
      }
    };

    // The event of this view that the address leads to, where it is filtered out.
    const missed = () => {
      let id = location.hash.slice(1);
      try {
        id = decodeURIComponent(id);
      } catch {
        // Not an address of ours.
      }
      const target = document.getElementById(id);
      return target?.closest(".retro-filtered") && views.some((each) => each.contains(target)) ? target : null;
    };

    const toAddress = (method) => {
      const asked = new URLSearchParams(location.search);
      for (const input of inputs) asked.delete(key(input));
      for (const input of inputs) {
        if (input.value && (input.checked || !checkable(input))) asked.append(key(input), input.value);
      }
      const query = `${asked}` && `?${asked}`;
      // What the reader filtered out is no longer what the address leads to, or a reload would undo the choice.
      const hash = missed() ? "" : location.hash;
      try {
        history[method](null, "", location.pathname + query + hash);
      } catch {
        // Some browsers keep the address of a page that was opened as a file.
      }
    };

    const apply = () => {
      const asked = facets.map((facet) => {
        const boxes = [...facet.querySelectorAll("[type=checkbox]:checked")];
        const names = boxes.map((box) => {
          const name = box.closest(".retro-filter-choice").querySelector("bdi").textContent;
          return isNot(box) ? form.dataset.not.replace("%s", () => name) : name;
        });
        facet.querySelector(".retro-filter-chosen").textContent =
          names.length > 2 ? `: ${names.slice(0, 2).join(", ")} +${names.length - 2}` : names.length ? `: ${names.join(", ")}` : "";
        const wanted = boxes.filter((box) => !isNot(box));
        const match = wanted.length && value(`${wanted[0].name}-match`) ? "every" : "some";
        const unwanted = boxes.filter(isNot).map((box) => `${box.name.slice(0, -NOT.length)}:${box.value}`);
        return [match, wanted.map((box) => `${box.name}:${box.value}`), unwanted, facet.querySelector("[type=checkbox]")?.name];
      });
      const isAsked = asked.some(([, wanted, unwanted]) => wanted.length || unwanted.length);
      const left = new Map();
      const since = year(value("since"), -Infinity);
      const until = year(value("until"), Infinity);
      const words = plain(value("text")).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const event of events) {
        const has = (trait) => event.traits.has(trait);
        const misfits = asked.filter(
          ([match, wanted, unwanted]) => (wanted.length && !wanted[match](has)) || unwanted.some(has),
        );
        const isWithin =
          since <= until &&
          event.first <= until &&
          event.last >= since &&
          words.every((word) => event.text.includes(word));
        const fits = isWithin && !misfits.length;
        shown += fits;
        // A choice counts what all the others leave.
        if (isWithin && misfits.length < 2) {
          for (const trait of event.traits) {
            if (!misfits.length || trait.startsWith(`${misfits[0][3]}:`)) left.set(trait, (left.get(trait) ?? 0) + 1);
          }
        }
        if (fits !== event.fits) {
          event.fits = fits;
          for (const element of event.elements) element.classList.toggle("retro-filtered", !fits);
        }
      }
      for (const group of groups) {
        group.classList.toggle("retro-filtered", !group.querySelector("[data-retro-event]:not(.retro-filtered)"));
      }
      for (const [link, group] of years) {
        link.closest("li").classList.toggle("retro-filtered", group?.classList.contains("retro-filtered"));
      }
      for (const [trait, element] of counts) element.textContent = left.get(trait) ?? 0;
      const isOn = isAsked || words.length > 0 || since > -Infinity || until < Infinity;
      for (const each of views) {
        each.classList.toggle("retro-is-filtered", isOn);
        // A chart has these years fill its axis.
        each.dataset.retroSpan = `${value("since")}/${value("until")}`;
      }
      clear.disabled = !isOn;
      const numbers = [shown, total];
      const text = shown ? form.dataset.some.replace(/%s/g, () => numbers.shift()) : form.dataset.none;
      if (count.textContent !== text) count.textContent = text;
    };

    const reset = () => {
      for (const input of inputs) {
        if (checkable(input)) input.checked = !input.value;
        else input.value = "";
      }
      apply();
    };

    // A link to an event of this page leads to it, whatever is filtered.
    const reveal = () => {
      const target = missed();
      if (target) {
        reset();
        toAddress("replaceState");
        target.scrollIntoView();
      }
    };

    let typing;
    // What is typed at one time is one step of the history.
    let isBegun = false;
    form.addEventListener("change", () => (isBegun = false));
    form.addEventListener("input", (event) => {
      if (!event.target.name) {
        // What is looked for among the choices.
        const word = plain(event.target.value.trim());
        for (const each of event.target.closest("fieldset").querySelectorAll(".retro-filter-choice")) {
          each.hidden = !plain(each.querySelector("bdi").textContent).includes(word);
        }
        return;
      }
      clearTimeout(typing);
      if (checkable(event.target)) {
        // Nobody wants what he does not want.
        const twin = [...(event.target.closest(".retro-filter-choice")?.querySelectorAll("input") ?? [])].find(
          (each) => each !== event.target,
        );
        if (twin && event.target.checked) twin.checked = false;
        apply();
        toAddress("pushState");
      } else {
        // Not at every letter: what is read out would never end, and neither would the history.
        typing = setTimeout(() => {
          apply();
          toAddress(isBegun ? "replaceState" : "pushState");
          isBegun = true;
        }, 200);
      }
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    clear.addEventListener("click", () => {
      reset();
      toAddress("pushState");
      form.querySelector("summary, input").focus();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const open = form.querySelector("details[open]");
      if (open) {
        open.open = false;
        open.firstElementChild.focus();
      } else if (bars.has(form.parentElement)) {
        bars.get(form.parentElement).focus();
        call(null);
      }
    });
    for (const facet of facets) {
      // Open, it would cover what has the keyboard next.
      facet.addEventListener("focusout", ({ relatedTarget }) => {
        if (relatedTarget && !facet.contains(relatedTarget)) facet.open = false;
      });
      facet.addEventListener("toggle", () => {
        if (facet.open) for (const other of facets) if (other !== facet) other.open = false;
      });
    }
    document.addEventListener("pointerdown", (event) => {
      for (const facet of facets) if (!facet.contains(event.target)) facet.open = false;
    });
    addEventListener("popstate", () => {
      fromAddress();
      apply();
      reveal();
    });
    addEventListener("hashchange", reveal);

    // The controls come to the years, which stay in sight, and go back to their place: at the latest when that is seen.
    const place = document.createElement("span");
    form.before(place);
    const bars = new Map();
    for (const [link] of years) bars.set(link.closest("nav"), document.createElement("button"));
    let from;
    const call = (to) => {
      from = scrollY;
      if (to) to.append(form);
      else place.after(form);
      for (const [bar, button] of bars) {
        button.setAttribute("aria-expanded", bar === to);
        // Below it the headings stop.
        bar.parentElement.style.setProperty("--retro-bar", bar === to ? `${bar.offsetHeight}px` : "");
      }
    };
    form.id ||= `retro-filter-${number + 1}`;
    for (const [bar, button] of bars) {
      button.type = "button";
      button.className = "retro-filter-call";
      button.textContent = form.getAttribute("aria-label");
      button.setAttribute("aria-controls", form.id);
      button.setAttribute("aria-expanded", "false");
      bar.append(button);
      button.addEventListener("click", () => call(form.parentElement === bar ? null : bar));
    }
    new IntersectionObserver(([{ isIntersecting }]) => {
      // A list that has its own is near that place. And what has the keyboard would lose it.
      const isFar = scrollY < from - FAR && !form.contains(document.activeElement);
      if (isIntersecting && isFar && bars.has(form.parentElement)) call(null);
    }).observe(place);

    // The year that is read.
    const watch = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const [link] = years.find(([, group]) => group === target);
          link.closest("li").classList.toggle("retro-parts-here", isIntersecting);
          if (isIntersecting) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
          if (isIntersecting) link.closest("ul").scrollLeft = link.offsetLeft - link.closest("ul").clientWidth / 2;
        }
      },
      { rootMargin: "-40% 0px -59%" },
    );
    for (const [, group] of years) if (group) watch.observe(group);
    form.hidden = false;
    fromAddress();
    apply();
    if (location.hash) reveal();
  };

  document.querySelectorAll(".retro-filter").forEach(start);
})();
