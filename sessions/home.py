"""Where sessions live: one folder each under the home, named by a random id."""

import secrets

from services.home import Home, private_file, private_folder

__all__ = ["Home", "new_id", "private_file", "private_folder"]

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no letters that read as another


def new_id() -> str:
    """Return a random session id such as `k3v9-t2mx`: it says nothing about the CV or the job."""
    letters = [secrets.choice(_ALPHABET) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])
