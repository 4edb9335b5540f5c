"""What the log calls a decision, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping

from gamify.errors import N_
from gamify.language import translate

#: The log's own word for what was done → what a person reads.
ACTIONS: Mapping[str, str] = {
    "account changed": N_("account changed"),
    "account made": N_("account made"),
    "alias added": N_("other name added"),
    "alias removed": N_("other name taken off"),
    "announced on the walls": N_("announced on the walls"),
    "announcement withdrawn": N_("announcement withdrawn"),
    "assist claimed": N_("help claimed"),
    "assist confirmed": N_("help confirmed"),
    "assist declined": N_("help declined"),
    "awards recorded": N_("awards recorded"),
    "challenge cancelled": N_("challenge called off"),
    "challenge changed": N_("challenge changed"),
    "challenge closed": N_("challenge closed"),
    "challenge set": N_("challenge set"),
    "challenge started": N_("challenge started"),
    "comments deleted": N_("comments deleted"),
    "credit by rule": N_("credit shared by the rule"),
    "credit set": N_("credit shared by hand"),
    "customer erased": N_("customer erased"),
    "destination added": N_("chat or mailbox added"),
    "destination readdressed": N_("chat or mailbox got another address"),
    "destination removed": N_("chat or mailbox removed"),
    "destination renamed": N_("chat or mailbox renamed"),
    "engineer erased": N_("person erased"),
    "engineer joined": N_("joined a team"),
    "engineer left": N_("left the team"),
    "engineer made": N_("person added"),
    "engineer renamed": N_("person renamed"),
    "engineer transferred": N_("transferred"),
    "engineers merged": N_("people merged"),
    "exclusion accepted": N_("request accepted"),
    "exclusion asked for": N_("exclusion asked for"),
    "exclusion declined": N_("request declined"),
    "exclusion request withdrawn": N_("request taken back"),
    "flag decided": N_("flag decided"),
    "flag reopened": N_("flag reopened"),
    "hard work set": N_("hard work set"),
    "import": N_("import"),
    "import undone": N_("import taken back"),
    "kinds of work chosen": N_("kinds of work chosen"),
    "message marked as sent": N_("message marked as sent"),
    "message sent again": N_("message sent again"),
    "name hidden": N_("name hidden"),
    "name shown": N_("name shown"),
    "nomination changed": N_("nomination changed"),
    "own nomination declared": N_("own nomination declared"),
    "own nomination removed": N_("own nomination removed"),
    "pair no longer trusted": N_("pair no longer trusted"),
    "pair trusted": N_("pair trusted"),
    "par published": N_("par published"),
    "password set": N_("password set"),
    "plan added": N_("message plan added"),
    "plan changed": N_("message plan changed"),
    "plan removed": N_("message plan removed"),
    "rating changed by import": N_("rating changed by an import"),
    "rating edited": N_("rating corrected"),
    "rating excluded": N_("rating excluded"),
    "rating restored": N_("rating restored"),
    "screen changed": N_("screen changed"),
    "screen created": N_("screen made"),
    "screen deleted": N_("screen deleted"),
    "screen link renewed": N_("link of a screen renewed"),
    "screen link revoked": N_("link of a screen revoked"),
    "setting changed": N_("setting changed"),
    "setting put back": N_("setting put back"),
    "signed out everywhere": N_("signed out everywhere"),
    "team made": N_("team added"),
    "team renamed": N_("team renamed"),
    "teams merged": N_("teams merged"),
}


def action_words(action: str, language: str) -> str:
    """A decision in a language; one that nobody has put into words stands as it was logged."""
    return translate(ACTIONS[action], language) if action in ACTIONS else action
