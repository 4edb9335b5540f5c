// A short sound for a goal, made in the browser; a louder world needs no file for it.

//: Notes as [frequency in Hz, start in s, length in s, loudness].
const TUNES = {
  chime: [[1046.5, 0, 0.9, 0.16], [1318.5, 0.12, 0.9, 0.14], [1568, 0.24, 1.2, 0.14]],
  bell: [[659.3, 0, 2.2, 0.18], [1321, 0, 1.5, 0.08], [1978, 0, 0.9, 0.05]],
  drum: [[150, 0, 0.32, 0.5], [110, 0.2, 0.32, 0.5], [80, 0.4, 0.6, 0.6]],
};
const GREATER = 1.5;

let context = null;
let isQuiet = false;

/** No sound from now on (a preview). */
export function keepQuiet() {
  isQuiet = true;
}

/** Play the sound of a screen; where the browser allows none, silence is fine. */
export function playSound(name, isGreat) {
  const tune = TUNES[name];
  if (!tune || isQuiet || typeof AudioContext === "undefined") return;
  try {
    context ??= new AudioContext();
    context.resume().catch(() => {});
    if (context.state === "closed") context = null;
    else for (const again of isGreat ? [0, 0.55] : [0]) tune.forEach((note) => ring(name, note, again));
  } catch (error) {
    console.warn("wall: no sound", error);
  }
}

function ring(name, [frequency, start, length, loudness], later) {
  const at = context.currentTime + start + later;
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.type = name === "drum" ? "triangle" : "sine";
  tone.frequency.setValueAtTime(frequency * (later ? GREATER : 1), at);
  if (name === "drum") tone.frequency.exponentialRampToValueAtTime(frequency / 2.5, at + length);
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(loudness, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + length);
  tone.connect(volume).connect(context.destination);
  tone.addEventListener("ended", () => volume.disconnect(), { once: true });
  tone.start(at);
  tone.stop(at + length + 0.05);
}
