"""Why something isn't taken by a link, as customers read it."""

from __future__ import annotations

from gamify.errors import N_, CrownboardError

#: Characters of a comment.
LONGEST_COMMENT = 2_000


class AskingOff(CrownboardError):
    """Raised where nobody is asked for ratings."""

    sentence = N_("Nobody is asked for ratings here at the moment. Thank you for coming by.")


class UnknownTicket(CrownboardError):
    """A template's link with a number that isn't known: it may be made up, or too new."""

    sentence = N_("We don’t find this request yet. Please try again a little later.")


class UnknownTemplate(CrownboardError):
    """Raised with `template`: a number that no template has, or no more."""

    sentence = N_("There is no template {template} whose links are open. `ask list` shows them.")


class CommentTooLong(CrownboardError):
    """Raised with `most`: characters of a comment."""

    sentence = N_("That is more than fits: at most {most} characters. Please shorten it a little.")


class TooManyComments(CrownboardError):
    """A link that sends comments on and on."""

    sentence = N_("This was sent very often. Please wait an hour before you change it again.")


class NothingRated(CrownboardError):
    """A comment without a rating that counts."""

    sentence = N_("Please choose the stars first.")


class ChangesOver(CrownboardError):
    """Raised with `day`: the last one on which an answer could be changed."""

    sentence = N_("This could be changed up to {day}. What you said is kept. Thank you!")
