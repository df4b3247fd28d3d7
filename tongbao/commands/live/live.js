// Reloads the page when the place was read again, and shows what is wrong with it meanwhile.
(() => {
  const source = document.querySelector('meta[name="live-source"]')?.content ?? "";
  let panel = null;
  let shown = null;

  function list(lines) {
    const items = document.createElement("ol");
    for (const line of lines) items.append(Object.assign(document.createElement("li"), { textContent: line }));
    return items;
  }

  function show(told) {
    panel?.remove();
    const warnings = told.warnings[source] ?? [];
    if (!told.faults.length && !warnings.length) return;
    panel = document.createElement("aside");
    panel.id = "live";
    panel.className = told.faults.length ? "faults" : "warnings";
    panel.setAttribute("role", told.faults.length ? "alert" : "status");
    const whole = document.createElement("details");
    whole.open = told.faults.length > 0;
    const title = told.faults.length ? told.faulty : told.warned;
    whole.append(Object.assign(document.createElement("summary"), { textContent: title }), list(told.faults), list(warnings));
    panel.append(whole);
    document.body.append(panel);
  }

  new EventSource("/-/events").onmessage = (message) => {
    const told = JSON.parse(message.data);
    if (shown !== null && shown !== told.shown) location.reload();
    else show(told);
    shown ??= told.shown;
  };
})();
