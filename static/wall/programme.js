// What is on: the scenes of a screen in their order, those left out that have nothing to show.

import { announcement } from "./scenes/announcement.js";
import { challenge } from "./scenes/challenge.js";
import { moves } from "./scenes/moves.js";
import { nominations } from "./scenes/nominations.js";
import { quotes } from "./scenes/quotes.js";
import { scorers } from "./scenes/scorers.js";
import { standings } from "./scenes/standings.js";

const SCENES = new Map(
  [standings, scorers, challenge, nominations, quotes, moves, announcement]
    .map((scene) => [scene.kind, scene]));

//: Shorter than this nobody could read anything.
const LEAST_SECONDS = 3;

/**
 * Turns of a rotation: {key, scene, page, seconds}. A scene is an object with its `kind`, the
 * `parts` it shows, `pages(parts)` (keys of its pages, none when there is nothing to show) and
 * `make(page)`, which gives {element, show(parts, context), tick(parts, context)}.
 */
export function programmeOf(parts, screen, only = "") {
  const wanted = only ? [{ kind: only, seconds: 15 }] : screen.scenes;
  return wanted.flatMap(({ kind, seconds }, at) => {
    const scene = SCENES.get(kind);
    if (!scene) return [];
    return pagesOf(scene, parts, screen).map((page) => ({
      key: `${at} ${kind} ${page}`,
      scene,
      page,
      seconds: Math.max(LEAST_SECONDS, Number(seconds) || 0),
    }));
  });
}

function pagesOf(scene, parts, screen) {
  try {
    return scene.pages(parts, screen);
  } catch (error) {
    console.error(`wall: the scene ${scene.kind} can't be planned`, error);
    return [];
  }
}

/** The first sentence about why there is nothing to show. */
export function emptySentence(parts) {
  const said = ["teams", "scorers", "challenges", "nominations", "quotes", "moves"];
  return said.map((name) => parts[name]?.empty).find(Boolean) ?? "";
}
