"""Reach: whether, and where, letters find their readers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.person import Identity


@dataclass(frozen=True, slots=True)
class Reach:
    """How one person stands: whether letters find them, where, and how many wait until they do.

    `may_settle` says that they are in a channel in which a place of their own could be.
    """

    is_shut: bool
    has_place: bool
    waiting: int
    may_settle: bool


def is_open(account: Identity) -> bool:
    """Tell whether an account can be written to: directly, or in a place of its own."""
    return account.left_at is None and (account.reachable or bool(account.place))


def of(accounts: Sequence[Identity], platform: str, space: str, user: str) -> Identity | None:
    """Find somebody's account as its platform names it."""
    named = (platform, space, user)
    same = (each for each in accounts if (each.platform, each.space, each.user) == named)
    return next(same, None)


def best(accounts: Sequence[Identity], platforms: Collection[str]) -> Identity | None:
    """Choose the account to write to, of those given latest seen first.

    One on a platform that is here is preferred; without any it is one that has to wait for its own.
    """
    found = [account for account in accounts if is_open(account)]
    here = (account for account in found if account.platform in platforms)
    return next(here, next(iter(found), None))


def are_shut(accounts: Sequence[Identity]) -> bool:
    """Tell whether somebody is here, and can be written to nowhere."""
    is_here = any(account.left_at is None for account in accounts)
    return is_here and not any(is_open(account) for account in accounts)


def must_be_told(accounts: Sequence[Identity]) -> bool:
    """Tell whether somebody has yet to hear that nothing reaches them."""
    return are_shut(accounts) and all(account.told_at is None for account in accounts)


def wants_hello(account: Identity, *, is_direct: bool) -> bool:
    """Tell whether somebody has yet to learn where letters come.

    Where accounts reach across communities, each decides who may write to it directly: only a
    first letter shows. Whoever wrote to us directly knows already.
    """
    return not is_direct and not account.space and account.greeted_at is None and is_open(account)
