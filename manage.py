#!/usr/bin/env python
"""Command line of the portal. Defaults to the relaxed local settings; servers set DJANGO_SETTINGS_MODULE."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cop_portal.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
