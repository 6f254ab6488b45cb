// What axe does not ask of a page: {what is wrong: [where]}.
() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const named = (one) => ["aria-label", "aria-labelledby"].some((name) => one.getAttribute(name));
  const told = (one, name) => (one.getAttribute(name) || "").split(" ").filter(Boolean);
  const width = document.documentElement.clientWidth;
  const ofDocument = ".paper, .small-sheet, .sheet"; // a letter as it is printed

  const colour = (written) => {
    const parts = (written.match(/[\d.]+/g) || [0, 0, 0]).map(Number);
    return { rgb: parts.slice(0, 3), alpha: written === "none" ? 0 : parts[3] ?? 1 };
  };
  const light = ({ rgb }) => {
    const [r, g, b] = rgb.map((one) => (one / 255 <= 0.03928 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (words, ground) => {
    const [dark, bright] = [light(words), light(ground)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  // Under the middle of a word: the last shape drawn before it, else the sheet of its picture.
  const behind = (word) => {
    const box = word.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const shapes = [...word.ownerSVGElement.querySelectorAll("rect, circle, path")].filter((one) => {
      const at = one.getBoundingClientRect();
      return colour(getComputedStyle(one).fill).alpha > 0.5
        && one.compareDocumentPosition(word) & Node.DOCUMENT_POSITION_FOLLOWING
        && at.left <= x && x <= at.right && at.top <= y && y <= at.bottom;
    });
    if (shapes.length) return colour(getComputedStyle(shapes.at(-1)).fill);
    for (let one = word.ownerSVGElement; one; one = one.parentElement) {
      const ground = colour(getComputedStyle(one).backgroundColor);
      if (ground.alpha > 0.5) return ground;
    }
    return colour("rgb(255, 255, 255)");
  };

  const firsts = all("h1");
  const headings = all("h1, h2, h3, h4, h5, h6");
  const found = {
    "not by keyboard": all("[onclick], [role=button]:not([tabindex]):not(button), a:not([href])"),
    "not one first heading": firsts.length === 1 ? [] : [document.body, ...firsts],
    "a level of headings is left out": headings.filter((one, at) => at && +one.tagName[1] > +headings[at - 1].tagName[1] + 1),
    "no language": /^(vi|en)$/.test(document.documentElement.lang) ? [] : [document.documentElement],
    "no title": document.title.split(" · ")[0].trim() ? [] : [document.head],
    "a table without a name": all("table:not([role=presentation])").filter((one) => !one.caption && !one.closest(`[aria-label], [aria-labelledby], ${ofDocument}`)),
    "a head of a table without a scope": all("th:not([scope])").filter((one) => !one.closest(ofDocument)),
    "an error that is not tied to its field": all("[aria-invalid=true]").filter((one) => !told(one, "aria-describedby").some((id) => document.getElementById(id))),
    "told of by something that is not there": all("[aria-describedby], [aria-labelledby]").filter((one) => [...told(one, "aria-describedby"), ...told(one, "aria-labelledby")].some((id) => !document.getElementById(id))),
    "a picture drawn without a name": all("svg:not([aria-hidden=true])").filter((one) => !named(one) && !one.querySelector("title")),
    "the same id twice": all("[id]").filter((one) => document.querySelectorAll("#" + CSS.escape(one.id)).length > 1),
    "pale words in a picture": all("svg text").filter((one) => one.textContent.trim() && one.getBoundingClientRect().width && contrast(colour(getComputedStyle(one).fill), behind(one)) < 4.5),
    "wider than the window": document.documentElement.scrollWidth <= width + 1 ? [] : [document.body, ...all("main *").filter((one) => one.getBoundingClientRect().right > width + 1 && !one.closest(".scroll"))],
    "words that are cut off": all("main button, main .button, main .badge, main h1, main label").filter((one) => one.clientWidth && !one.closest(".unseen") && one.scrollWidth > one.clientWidth + 2),
  };
  return Object.fromEntries(Object.entries(found).map(([wrong, where]) => [wrong, where.map((one) => one.outerHTML.slice(0, 140))]));
}
