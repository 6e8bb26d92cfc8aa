"""Everything Django wants to know. What an installation may change comes through ``lib.env``; what
communicators change is a model, never a setting."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from convivial.lib import env, keys

HERE = Path(__file__).resolve().parent
DATA = env.folder("CONVIVIAL_DATA", "./data")
BIND = env.address("CONVIVIAL_BIND", "127.0.0.1:8000")
ADDRESS = env.text("CONVIVIAL_ADDRESS").rstrip("/")
ENGINE = env.choice("CONVIVIAL_ENGINE", "embedded", ("embedded", "procrastinate"))
WEB_PROCESSES = env.whole("CONVIVIAL_WEB_PROCESSES", 1, at_least=1)
WORKERS = env.whole("CONVIVIAL_WORKERS", 1, at_least=1)
IN_FLIGHT = env.whole("CONVIVIAL_IN_FLIGHT", 200, at_least=1)
PATIENCE = env.decimal("CONVIVIAL_PATIENCE", 1.0)

DEBUG = False
SECRET_KEY = keys.signing_key(DATA)
ALLOWED_HOSTS = ["*"]  # set-up records the address; team.sign_in.HostGuard then takes that one only
ROOT_URLCONF = "convivial.urls"
WSGI_APPLICATION = "convivial.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "team.User"
USE_TZ = True
TIME_ZONE = "UTC"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "convivial.ui",
    "convivial.work",
    "convivial.journal",
    "convivial.team",
    "convivial.networks",
    "convivial.content",
    "convivial.publishing",
    "convivial.results",
    "convivial.today",
    "convivial.desk",
    "convivial.demo",
]

MIDDLEWARE = [
    "convivial.ui.headers.SecurityHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "convivial.team.language.MemberLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "convivial.team.access.DenyByDefault",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "convivial.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "convivial.ui.places.frame",
            ],
        },
    }
]

DATABASES = {"default": env.database(DATA)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ui_cache"}}

globals().update(env.mail())  # EMAIL_HOST is empty as long as no mail can be sent

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [HERE / "locale"]
USE_THOUSAND_SEPARATOR = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
APPEND_SLASH = True
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
SILENCED_SYSTEM_CHECKS: list[str] = []
