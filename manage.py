#!/usr/bin/env python
"""Cửa vào của các lệnh quản trị."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntm_portal.settings")
    execute_from_command_line(sys.argv)
