"""What a sentence leaves open, filled from the report around it: whose troops these are, and where "there" is.

The nearest plain antecedent wins: the subject of the clause, then the sentence, then the sentences before.
What had to be carried is marked in the draft, and weighs against it.
"""

from __future__ import annotations

from mapper.extract.discourse import Discourse
from mapper.extract.draft import Draft
from mapper.extract.movement import carry_status
from mapper.extract.place_options import place_options
from mapper.extract.place_series import over_places
from mapper.extract.senders import by_sender, fill_senders


def resolve(drafts: list[Draft], discourse: Discourse, text: str) -> list[Draft]:
    """Fill senders and places of a report's drafts, in text order; one draft may become several.

    Parameters
    ----------
    drafts : list of Draft
    discourse : Discourse
    text : str
        The report's text.

    Returns
    -------
    list of Draft
        Two senders of one phrase ("British and American troops") are two drafts.
    """
    for draft in drafts:
        for one in by_sender(draft, discourse):
            placed = place_options(one, discourse)
            discourse.drafts += [part for option in placed for part in over_places(option, text)]
    fill_senders(discourse)
    carry_status(discourse.drafts)
    return discourse.drafts
