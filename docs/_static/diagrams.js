// Draws the diagrams of a page in the reader's scheme, and again when that changes.
(() => {
  const diagrams = [...document.querySelectorAll("pre.mermaid")];
  const sources = diagrams.map((diagram) => diagram.textContent);
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");

  const isDark = () => {
    const theme = document.body.dataset.theme;
    return theme === "dark" || (theme !== "light" && prefersDark.matches);
  };

  let drawn = null;
  const draw = async () => {
    const dark = isDark();
    if (drawn === dark) return;
    drawn = dark;
    const style = getComputedStyle(document.body);
    const colour = (name) => style.getPropertyValue(`--color-${name}`).trim();
    mermaid.initialize({
      startOnLoad: false,
      theme: "base",
      themeVariables: {
        darkMode: dark,
        fontFamily: style.fontFamily,
        fontSize: "15px",
        background: colour("background-primary"),
        primaryColor: colour("background-secondary"),
        primaryTextColor: colour("foreground-primary"),
        primaryBorderColor: colour("foreground-muted"),
        secondaryColor: colour("background-secondary"),
        tertiaryColor: colour("background-primary"),
        tertiaryTextColor: colour("foreground-primary"),
        lineColor: colour("foreground-muted"),
        textColor: colour("foreground-primary"),
        edgeLabelBackground: colour("background-primary"),
        // Timelines colour their sections in turn; here all are of the page.
        ...Object.fromEntries(
          [...Array(12).keys()].flatMap((number) => [
            [`cScale${number}`, colour("background-secondary")],
            [`cScaleLabel${number}`, colour("foreground-primary")],
            [`cScaleInv${number}`, colour("background-border")],
          ]),
        ),
      },
    });
    diagrams.forEach((diagram, number) => {
      diagram.removeAttribute("data-processed");
      diagram.textContent = sources[number];
    });
    await mermaid.run({ nodes: diagrams, suppressErrors: true });
    for (const diagram of diagrams) {
      diagram.tabIndex = 0; // It scrolls where it is wider than the page.
    }
  };

  new MutationObserver(draw).observe(document.body, { attributeFilter: ["data-theme"] });
  prefersDark.addEventListener("change", draw);
  draw();
})();
