/* Before the form editor: it speaks the language of the page, starts when told, and finds its own words and version here
   instead of asking a server that is not ours. What else it would ask elsewhere the page's policy refuses. */
(function () {
  "use strict";
  window.CMS_MANUAL_INIT = true;
  const language = document.documentElement.lang;
  Object.defineProperty(navigator, "language", { value: language });
  Object.defineProperty(navigator, "languages", { value: [language] });
  const ours = new URL(".", document.currentScript.src);
  const theirs = /^https:\/\/unpkg\.com\/@sveltia\/cms(?:@[^/]+)?\/(?:locales\/)?([A-Za-z-]+\.json)$/;
  const fetchAnything = window.fetch.bind(window);
  window.fetch = function (request, options) {
    const name = typeof request === "string" && theirs.exec(request);
    return fetchAnything(name ? new URL(name[1], ours) : request, options);
  };
})();
