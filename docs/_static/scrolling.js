// Code and tables that are wider than their place scroll; the keyboard has to get there, and nowhere else.
(() => {
  const update = ({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver((entries) => entries.forEach(update));
  for (const box of document.querySelectorAll("div.highlight > pre, div.table-wrapper")) observer.observe(box);
})();
