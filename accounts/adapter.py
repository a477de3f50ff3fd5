"""How allauth behaves here: staff are invited, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Closes public sign-up; readers never need an account."""

    def is_open_for_signup(self, request) -> bool:
        return False
