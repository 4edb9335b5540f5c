"""Pictures of walls for tests and screenshots: a usual day, and extreme and hostile ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

TODAY = datetime.now(UTC).date()
LAST = TODAY + timedelta(days=39)
FIRST = TODAY - timedelta(days=52)

#: Would do harm in HTML, Markdown, LaTeX or a template.
HOSTILE = "<img src=x onerror=window.harmed=1> :red[x] $x$ [a](https://example.com) {{n}} :)))"
LONG = [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Отдел сопровождения высоконагруженных телекоммуникационных информационных систем",
    "顧客満足度向上のための技術支援および障害対応を専門とする第二ネットワーク運用管理部門東日本統括センター夜間対応班",
    "فريق الدعم الفني للشبكات والبنية التحتية والخدمات السحابية في منطقة الشرق الأوسط وشمال",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz Nachtschicht Süd",
    "צוות התמיכה הטכנית המתקדמת של מערכות התקשורת והאבטחה האזוריות של מרכז הארץ והצפון",
    "기업 고객을 위한 네트워크 인프라 및 클라우드 서비스 기술 지원 본부 야간 대응 팀",
    HOSTILE,
    "W" * 80,
    "👩‍👩‍👧‍👦" * 20,
]
TEAMS = [
    "L2 Network", "Virtualisation", "Storage", "Access & Identity", "L2 Systems", "Billing",
    "L1 Night shift", "Field service", "Отдел связи", "Datenbanken", "Workplace", "Messaging",
    "Security desk", "Cloud platform", "Retail support",
]  # fmt: skip
PEOPLE = [
    "A. Sokolova", "M. Koval", "Д. Рахимов", "V. Lindqvist", "P. Osei", "Т. Журавлёва",
    "J. Ortega", "N. Haddad", "K. Müller", "S. Tanaka",
]  # fmt: skip
QUOTES = [
    "Solved in ten minutes, thank you :)",
    "Всё объяснили спокойно и по шагам, очень помогли. Спасибо!",
    "I have never had support that called back exactly when it said it would. Honestly impressed.",
    "Super schnell und freundlich.",
    "Best help desk in the company.",
    "Anna stayed with me on the line until the very last mailbox had moved. I could leave on time.",
]

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "updated": "Updated {time}",
        "as_of": "as of {time}",
        "goal": "GOAL",
        "asleep": "Back at 07:30",
    },
    "ru": {
        "updated": "Обновлено в {time}",
        "as_of": "по состоянию на {time}",
        "goal": "ГОЛ",
        "days_left_forms": {
            "one": "Остался {n} день",
            "few": "Осталось {n} дня",
            "many": "Осталось {n} дней",
            "other": "Осталось {n} дня",
        },
        "days_label_forms": {
            "one": "день остался",
            "few": "дня осталось",
            "many": "дней осталось",
            "other": "дня осталось",
        },
        "workday_forms": {
            "one": "{n} рабочий день",
            "few": "{n} рабочих дня",
            "many": "{n} рабочих дней",
            "other": "{n} рабочего дня",
        },
        "last_day": "Последний день",
        "over": "Завершено",
        "asleep": "Снова в 07:30",
        "just_now": "только что",
        "minutes_ago_forms": {"other": "{n} мин назад"},
        "hours_ago_forms": {"other": "{n} ч назад"},
    },
}
SAID: dict[str, dict[str, str]] = {
    "en": {
        "season": "Season 2026 Q4",
        "organisation": "Technical support",
        "teams": "Team table",
        "by": "average rating, handicapped",
        "team": "Team",
        "ratings": "Ratings",
        "average": "Average",
        "other": "Fair",
        "week": "Week",
        "note": "Crown for 12 days · 71 % sure of the lead",
        "wait": "3 more ratings to be ranked",
        "close": "too close to call",
        "scorers": "Top scorers",
        "fives": "five-star ratings",
        "row": "7 in a row",
        "challenge": "4.96 on average over 100 ratings",
        "state": "running",
        "until": "ends 31 December",
        "chance": "Chance to make it at today’s pace",
        "today": "Today’s scorers",
        "goal": "goal: 100 ratings",
        "now": "60 of 100",
        "so_far": "average so far, goal 4.96",
        "fours": "fours we can still afford",
        "daily": "ratings a working day from here",
        "nominations": "Nominations",
        "quotes": "Kind words",
        "moves": "How the places moved",
        "empty": "No ratings yet. The table begins with the first ones.",
        "scored": "five stars",
    },
    "ru": {
        "season": "Сезон 4 кв. 2026",
        "organisation": "Техническая поддержка",
        "teams": "Таблица команд",
        "by": "средняя оценка с гандикапом",
        "team": "Команда",
        "ratings": "Оценок",
        "average": "Средняя",
        "other": "Честная",
        "week": "Неделя",
        "note": "Корона 12 дней · лидерство надёжно на 71 %",
        "wait": "Ещё 3 оценки до места в таблице",
        "close": "пока слишком близко",
        "scorers": "Лучшие бомбардиры",
        "fives": "пятизвёздочные оценки",
        "row": "7 подряд",
        "challenge": "Средняя 4,96 при 100 оценках",
        "state": "идёт",
        "until": "до 31 декабря",
        "chance": "Вероятность успеха при нынешнем темпе",
        "today": "Сегодня забили",
        "goal": "цель: 100 оценок",
        "now": "60 из 100",
        "so_far": "средняя сейчас, цель 4,96",
        "fours": "четвёрки ещё можно себе позволить",
        "daily": "оценок в рабочий день нужно дальше",
        "nominations": "Номинации",
        "quotes": "Добрые слова",
        "moves": "Как менялись места",
        "empty": "Оценок пока нет. Таблица начнётся с первых.",
        "scored": "пять звёзд",
    },
}
SCENES = ("standings", "scorers", "challenge", "nominations", "quotes", "moves", "announcement")


def screen(language: str = "en", **changes: Any) -> dict[str, Any]:
    """A screen that is always awake and shows every kind of scene for a minute."""
    return {
        "name": "lobby",
        "title": "",
        "language": language,
        "theme": "dark",
        "density": 9,
        "motion": True,
        "sound": "none",
        "shift": False,
        "sleep": None,
        "scenes": [{"kind": kind, "seconds": 60} for kind in SCENES],
        "zone": "UTC",
        "clock": "h23",
    } | changes


def number(value: float, language: str) -> str:
    return f"{value:.2f}".replace(".", "," if language == "ru" else ".")


def teams(names: list[str], language: str = "en", *, waiting: int = 0) -> dict[str, Any]:
    """A table of these teams, the last ones still waiting to be ranked."""
    said = SAID[language]
    ranked = names[: len(names) - waiting]
    steps = [1, 2, 0, -2, 0, 1, 0, -1, None, 0, 1, -1, 0, 3, 0]
    rows = [
        {
            "id": f"t{at}",
            "place": str(at + 1),
            "tied": False,
            "name": name,
            "ratings": str([86, 112, 97, 141, 88, 203, 260, 54][at % 8]),
            "average": number(4.97 - at * 0.01, language),
            "other": number(4.98 - at * 0.01 - (at > 0) * 0.02, language),
            "crown": at == 0,
            "note": said["note"] if at == 0 else "",
            "week": {"delta": steps[at % 15], "text": str(abs(steps[at % 15] or 0)), "label": ""},
        }
        for at, name in enumerate(ranked)
    ]
    return {
        "title": said["teams"],
        "subtitle": said["by"],
        "columns": {name: said[name] for name in ("team", "ratings", "average", "other", "week")},
        "rows": rows,
        "waiting": [
            {"id": f"w{at}", "name": name, "text": said["wait"]}
            for at, name in enumerate(names[len(ranked) :])
        ],
        "verdict": "",
        "empty": "" if names else said["empty"],
    }


def scorers(names: list[str], language: str = "en", *, team: str = "") -> dict[str, Any]:
    """Scorers with fewer fives each."""
    said = SAID[language]
    fives = [41, 34, 33, 31, 29, 27, 26, 24, 22, 20]
    rows = [
        {
            "id": f"p{at}",
            "place": str(at + 1),
            "name": name,
            "initials": "".join(word[0] for word in name.split()[:2]).upper(),
            "fives": str(fives[at % 10]),
            "team": team or TEAMS[at % 15],
            "note": said["row"] if at == 0 else "",
            "week": f"+{(at * 3) % 5 + 1}",
        }
        for at, name in enumerate(names)
    ]
    title = {"title": said["scorers"], "subtitle": said["fives"]}
    return {**title, "rows": rows, "more": "", "empty": "" if names else said["empty"]}


def iso(day: date, after: int = 0) -> str:
    return (day + timedelta(days=after)).isoformat()


def burn(language: str = "en") -> dict[str, Any]:
    """The course of a challenge up to today."""
    said = SAID[language]
    days = [[at, at * 60 / 52 + (at % 7 - 3) * 0.6] for at in range(4, 52, 4)]
    return {
        "first": 0,
        "last": 91,
        "goal": {"value": 100, "label": said["goal"]},
        "now": {"day": 52, "value": 60, "label": said["now"]},
        "days": [[0, 0], *days, [52, 60]],
        "pace": [[0, 0], [91, 100]],
        "fan": [[52 + at, 60 + at * 0.6, 60 + at * 1.2] for at in (0, 13, 26, 39)],
        "ticks": [{"day": at, "text": text} for at, text in ((0, "Oct"), (31, "Nov"), (61, "Dec"))],
        "spoken": said["now"],
        "levels": [25, 50, 75, 100],
    }


def challenge(language: str = "en", **changes: Any) -> dict[str, Any]:
    said = SAID[language]
    ahead = [TODAY + timedelta(days=at) for at in range(1, 40)]
    chips = [
        {"name": name, "share": share}
        for name, share in zip(PEOPLE[:3], ("+2", "+½", "+½"), strict=True)
    ]
    return {
        "id": "c1",
        "owner": "L2 Network",
        "title": said["challenge"],
        "state": said["state"],
        "countdown": {
            "last": iso(LAST),
            "workdays": [iso(day) for day in ahead if day.weekday() < 5],
            "until": said["until"],
        },
        "chance": {"label": said["chance"], "text": "72 %"},
        "scorers": {"label": said["today"], "chips": chips, "more": ""},
        "burn": burn(language),
        "figures": [
            {"value": number(4.98, language), "label": said["so_far"]},
            {"value": "3", "label": said["fours"]},
            {"value": "1.5", "label": said["daily"]},
        ],
        "met": False,
    } | changes


def nominations(language: str = "en", names: list[str] | None = None) -> dict[str, Any]:
    """Ten cards: most won, one under review, one without a winner yet."""
    names = names or PEOPLE
    titles = [
        "Top scorer", "Fastest solution", "Most improved", "Longest run", "Night owl",
        "Hardest tickets", "Best newcomer", "First answer", "All-rounder", "Kindest words",
    ]  # fmt: skip
    second: list[dict[str, Any]] = [{"place": str(n), "value": f"{35 - n} min"} for n in (2, 3)]
    cards: list[dict[str, Any]] = [
        {
            "key": f"n{at}",
            "title": title,
            "sentence": "Five-star ratings; one on which several worked counts by shares.",
            "gate": "At least 20 ratings and an average of 4.80.",
            "winner": {
                "name": names[at % len(names)],
                "team": TEAMS[at],
                "value": ["41", "12 min", "+0.18", "9", "26", "37", "4.97", "3 min", "5", "18"][at],
            },
            "runners": [
                runner | {"name": names[(at + n) % len(names)]}
                for n, runner in enumerate(second, start=1)
            ],
            "state": "",
            "standing": "In the lead",
        }
        for at, title in enumerate(titles)
    ]
    cards[2] |= {"state": "under review"}
    cards[4] |= {"winner": None, "runners": []}
    return {"title": SAID[language]["nominations"], "cards": cards, "empty": ""}


def quotes(language: str = "en", texts: list[str] | None = None) -> dict[str, Any]:
    items = [
        {"id": f"q{at}", "text": text, "who": PEOPLE[at % 10], "team": TEAMS[at % 15], "at": ""}
        for at, text in enumerate(QUOTES if texts is None else texts)
    ]
    return {"title": SAID[language]["quotes"], "items": items, "empty": ""}


def moves(names: list[str], language: str = "en") -> dict[str, Any]:
    """Places over eight weeks that end in the order of the names."""
    weeks = [f"{FIRST + timedelta(weeks=at):%d.%m}" for at in range(8)]
    order = list(range(len(names)))
    columns: list[list[int]] = [order]
    for week in range(7):
        order = list(order)
        for at in range(week % 3, len(order) - 1, 3):
            order[at], order[at + 1] = order[at + 1], order[at]
        columns.insert(0, order)
    lines: list[dict[str, Any]] = [
        {"id": f"t{team}", "name": name, "places": [column.index(team) + 1 for column in columns]}
        for team, name in enumerate(names)
    ]
    return {"title": SAID[language]["moves"], "weeks": weeks, "teams": lines, "empty": ""}


def ticker(language: str = "en") -> dict[str, Any]:
    at = (datetime.now(UTC) - timedelta(minutes=2, seconds=5)).isoformat()
    said = SAID[language]
    items = [
        {
            "id": f"g{n}",
            "label": WORDS[language]["goal"],
            "text": f"{PEOPLE[2 - n]}, {said['scored']}",
            "quote": QUOTES[n],
            "at": at,
        }
        for n in range(2)
    ]
    return {"items": items}


def picture(language: str = "en", *, n: int = 9, **changes: Any) -> dict[str, Any]:
    """A usual day with so many teams."""
    said = SAID[language]
    names = TEAMS[:n]
    density = 9 if n <= 9 else 15
    head = {"organisation": said["organisation"], "season": said["season"]}
    return {
        "screen": screen(language, density=density),
        "words": WORDS[language],
        "head": head | {"countdown": {"last": iso(LAST)}},
        "teams": teams(names, language, waiting=1 if n > 3 else 0),
        "scorers": scorers(PEOPLE, language),
        "challenges": {"items": [challenge(language)], "empty": ""},
        "nominations": nominations(language),
        "quotes": quotes(language),
        "moves": moves(names, language),
        "announcement": {
            "id": "a1",
            "text": "Pizza at five: the hundredth five of the season came in this morning.",
            "by": "V. Lindqvist",
            "until": "until 30 November",
        },
        "ticker": ticker(language),
    } | changes


def empty(language: str = "en") -> dict[str, Any]:
    """An organisation on its first day."""
    nothing = {"title": "", "items": [], "cards": [], "weeks": [], "teams": [], "empty": ""}
    parts = picture(language, n=1)
    return parts | {
        "teams": teams([], language),
        "scorers": scorers([], language),
        "challenges": nothing,
        "nominations": nothing,
        "quotes": nothing,
        "moves": nothing,
        "announcement": None,
        "ticker": {"items": []},
    }


def extreme(n: int = 15) -> dict[str, Any]:
    """Names of 80 characters in many scripts, hostile texts, figures of many digits."""
    names = [LONG[at % len(LONG)] for at in range(n)]
    table = teams(names)
    table["verdict"] = "too close to call"
    for row in table["rows"]:
        row |= {"ratings": "123456", "tied": True, "place": "12", "note": LONG[1]}
        row["week"] |= {"delta": -14, "text": "14"}
    table["waiting"] = [
        {"id": f"w{at}", "name": name, "text": "13 more ratings to be ranked"}
        for at, name in enumerate(LONG)
    ]
    people = scorers(LONG, team=LONG[0])
    for row in people["rows"]:
        row |= {"fives": "1234½", "note": LONG[1], "week": "+123", "place": "10"}
    chips = [{"name": name, "share": "+12½"} for name in LONG]
    goal = challenge(owner=LONG[1], title=LONG[0], state=LONG[2])
    goal["scorers"] = {"label": LONG[4], "chips": chips, "more": LONG[4]}
    goal["countdown"]["until"] = LONG[1]
    goal["chance"] = {"label": LONG[4], "text": "more than 99 %"}
    goal["figures"] = [{"value": "1 234 567", "label": name} for name in LONG[:3]]
    goal["burn"]["now"]["label"] = "1 234 560 of 1 234 567"
    awards = nominations(names=LONG)
    for card in awards["cards"]:
        card |= {"title": LONG[0], "sentence": " ".join(LONG[:3]), "gate": " ".join(LONG[:3])}
        card["state"] = card["state"] and LONG[0]
        if card["winner"]:
            card["winner"] |= {"team": LONG[1], "value": "1 234 567 five-star ratings"}
    base = picture(n=n)
    screens = screen(density=9 if n <= 9 else 15, title=LONG[1])
    return base | {
        "screen": screens,
        "head": base["head"] | {"organisation": LONG[0], "season": LONG[1]},
        "teams": table,
        "scorers": people,
        "challenges": {"items": [goal], "empty": ""},
        "nominations": awards,
        "quotes": quotes(texts=[LONG[0], " ".join(LONG * 3), HOSTILE]),
        "moves": moves(names),
        "announcement": base["announcement"] | {"text": " ".join(LONG[:4]), "by": LONG[2]},
        "ticker": {"items": [ticker()["items"][0] | {"text": LONG[0], "quote": " ".join(LONG)}]},
    }
