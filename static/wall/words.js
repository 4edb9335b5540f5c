// The server's fixed texts, by the plural forms of their language.

import { dayOf, daysBetween, serverNow, timeOfDay } from "./time.js";

const ENGLISH = {
  updated: "Updated {time}",
  as_of: "as of {time}",
  goal: "Goal",
  days_left_forms: { one: "{n} day left", other: "{n} days left" },
  days_label_forms: { one: "day left", other: "days left" },
  workday_forms: { one: "{n} working day", other: "{n} working days" },
  last_day: "Last day",
  over: "Over",
  just_now: "just now",
  minutes_ago_forms: { other: "{n} min ago" },
  hours_ago_forms: { other: "{n} h ago" },
  days_ago_forms: { one: "{n} day ago", other: "{n} days ago" },
  more: "+{n} more",
};

const MINUTE = 60_000;

function pluralRules(language) {
  try {
    return new Intl.PluralRules(language);
  } catch {
    return new Intl.PluralRules("en");
  }
}

/** The texts of a picture, spoken for one screen. */
export class Words {
  constructor(words, screen) {
    this.words = { ...ENGLISH, ...words };
    this.screen = screen;
    this.rules = pluralRules(screen.language);
  }

  fixed(name) {
    return this.words[name] ?? "";
  }

  count(name, n) {
    return this.form(this.words[name], n);
  }

  /** The text under a great number of days; a challenge may have forms of its own. */
  labelOf(forms, days) {
    return this.form(forms ?? this.words.days_label_forms, days);
  }

  form(forms, n) {
    return String(forms[this.rules.select(n)] ?? forms.other ?? "").replaceAll("{n}", String(n));
  }

  more(n) {
    return this.fixed("more").replace("{n}", String(n));
  }

  /** A text about a time of the day, "as of 14:32"; the time stands last if it has no place. */
  at(name, instant, seconds) {
    const time = timeOfDay(instant, this.screen, seconds);
    const text = this.fixed(name);
    return text.includes("{time}") ? text.replace("{time}", time) : `${text} ${time}`;
  }

  /** How old an instant is, in the greatest whole measure. */
  age(instant) {
    const minutes = Math.floor((serverNow() - Date.parse(instant)) / MINUTE);
    if (Number.isNaN(minutes)) return "";
    if (minutes < 1) return this.fixed("just_now");
    if (minutes < 60) return this.count("minutes_ago_forms", minutes);
    if (minutes < 60 * 24) return this.count("hours_ago_forms", Math.floor(minutes / 60));
    return this.count("days_ago_forms", Math.floor(minutes / 60 / 24));
  }

  /** Days after today up to the last one, by the screen's zone; negative when it is over. */
  daysLeft(last) {
    return daysBetween(dayOf(serverNow(), this.screen.zone), last);
  }

  daysLeftText(last) {
    const days = this.daysLeft(last);
    if (days > 0) return this.count("days_left_forms", days);
    return this.fixed(days === 0 ? "last_day" : "over");
  }

  /** Working days after today, of those that were left when the picture was made. */
  workdaysLeft(days) {
    const today = dayOf(serverNow(), this.screen.zone);
    return days.filter((day) => day > today).length;
  }
}
