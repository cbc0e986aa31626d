// Excerpts of pages that were found, without what the search itself leaves out: the text of charts, lists and matrices.
(() => {
  if (typeof Search === "undefined" || !Search.htmlToText) return;
  const toText = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const each of page.querySelectorAll(".no-search")) each.remove();
    return toText(page.documentElement.outerHTML, anchor);
  };
})();
