// The symbol of each nomination: lines of one width on a ground of 24 by 24.

const SYMBOLS = {
  top_scorer: ["M12 3.5 14.6 9l6 .8-4.4 4.2 1.1 6L12 17.1 6.7 20l1.1-6L3.4 9.8l6-.8Z"],
  top_scorer_net: ["M7 21V3.5", "M7 4.5 18 8 7 11.5", "M4 21h13"],
  crown: ["M4 18 3 7.5l5 4L12 5l4 6.5 5-4L20 18Z", "M4.5 21h15"],
  trouble_shooter: ["M13.5 3 5.5 13.5H11L10 21l8.5-11H13Z"],
  customer_focus: ["M12 4a8 8 0 1 0 0 16 8 8 0 1 0 0-16Z", "M12 9a3 3 0 1 0 0 6 3 3 0 1 0 0-6Z",
    "M12 1.5V6M12 18v4.5M1.5 12H6M18 12h4.5"],
  tester: ["M12 8c-3 0-4.5 2-4.5 5.5S9 20 12 20s4.5-3 4.5-6.5S15 8 12 8Z", "M12 8v12",
    "M9.5 8a2.5 2.5 0 0 1 5 0M8.5 3.5 10 6M15.5 3.5 14 6",
    "M3.5 9.5 7.800 11M20.5 9.5 16.200 11M3 14.5h4.5M21 14.5h-4.5M4.5 20l3.600-2.5M19.5 20l-3.600-2.5"],
  most_improved: ["M3 18 9.5 11.5l4 4L21 7", "M15.5 6.5H21V12"],
  newcomer: ["M12 21v-9", "M12 13c0-4-2.5-6.5-8-6.5C4 11 7 13 12 13Z",
    "M12 10c0-3.5 2.5-6 8-6 0 4.5-3 6-8 6Z", "M7 21h10"],
  assists: ["M9 6a6 6 0 1 0 0 12 6 6 0 1 0 0-12Z", "M15 6a6 6 0 1 0 0 12 6 6 0 1 0 0-12Z"],
  clean_sheet: ["M12 3 19.5 5.5V11c0 5-3 8-7.5 10-4.5-2-7.5-5-7.5-10V5.5Z", "M8.5 11.800 11 14.300 15.5 9.5"],
  fastest: ["M12 6.5a7 7 0 1 0 0 14 7 7 0 1 0 0-14Z", "M12 10v3.5l2.5 1.5", "M9.5 3h5M12 3v3.5M18 6l1.5 1.5"],
  hat_trick: ["M7 17V5h10v12", "M3 17c0 2 4 3 9 3s9-1 9-3", "M3 17c1-.8 2.5-1.200 4-1.5M21 17c-1-.8-2.5-1.200-4-1.5", "M7 13c3 1 7 1 10 0"],
  own: ["M12 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11Z", "M8.5 13 7 21l5-2.5L17 21l-1.5-8"],
};

function drawSymbol(name) {
  const lines = SYMBOLS[name] ?? SYMBOLS.own;
  return svg("svg", { class: "symbol", viewBox: "0 0 24 24", "aria-hidden": "true" },
    ...lines.map((line) => svg("path", { d: line })));
}
