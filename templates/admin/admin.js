/* Starts the form editor. Files are read as our own reader reads them: every value is the text that stands there, so that
   no number, date or code is rounded or changed. A text that is written in several languages is shown in that of the page;
   it is written back to that language alone, and `build.py apply` puts what changed into the file, comments and all. */
(function () {
  "use strict";
  const { config, language, words } = window.tongbao;
  const { FAILSAFE_SCHEMA, types, load, dump } = window.jsyaml;
  const schema = FAILSAFE_SCHEMA.extend({ implicit: [types.null, types.bool] });

  function at(node, way, change) {
    if (node === null || typeof node !== "object") return;
    const [key, ...rest] = way;
    for (const each of key === "*" ? Object.keys(node) : Object.keys(node).filter((name) => name === key)) {
      if (rest.length) at(node[each], rest, change);
      else node[each] = change(node[each]);
    }
  }

  function shown(text) {
    return text !== null && typeof text === "object" ? text[language] || "" : text;
  }

  function written(text) {
    return typeof text === "string" && text !== "" ? { [language]: text } : text;
  }

  function isEmpty(value) {
    return value === "" || value === null || value === undefined ||
      (typeof value === "object" && Object.keys(value).length === 0);
  }

  function filled(value) {
    if (Array.isArray(value)) return value.map(filled).filter((each) => !isEmpty(each));
    if (value === null || typeof value !== "object") return typeof value === "number" ? String(value) : value;
    const pairs = Object.entries(value).map(([key, each]) => [key, filled(each)]);
    return Object.fromEntries(pairs.filter(([, each]) => !isEmpty(each)));
  }

  for (const [name, ways] of Object.entries(words)) {
    window.CMS.registerCustomFormat(`tongbao-${name}`, "yaml", {
      fromFile(text) {
        const tree = load(text, { schema });
        for (const way of ways) at(tree, way.split("."), shown);
        return tree;
      },
      toFile(value) {
        const tree = filled(value);
        for (const way of ways) at(tree, way.split("."), written);
        return dump(tree, { schema, lineWidth: -1 });
      },
    });
  }
  window.CMS.init({ config });
})();
