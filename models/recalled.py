"""What the owner accepted in an earlier session, beside the fact of this CV that it can serve."""

from models.base import Model


class Recalled(Model):
    """One line. `same` says that it rested on the very fact `fact`, not on one that is only near it."""

    fact: str
    text: str
    same: bool = False
