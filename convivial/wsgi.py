"""What the web server calls."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convivial.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
