"""Everything Django wants to know. What an installation may change comes through ``lib.env``; what
communicators change is a model, never a setting."""

from pathlib import Path

from convivial.lib import env, keys
from convivial.lib.logs import LOGGING as LOGGING

HERE = Path(__file__).resolve().parent
DATA = env.folder("CONVIVIAL_DATA", "./data")
BIND = env.address("CONVIVIAL_BIND", "127.0.0.1:8000")
ADDRESS = env.text("CONVIVIAL_ADDRESS").rstrip("/")
ENGINE = env.choice("CONVIVIAL_ENGINE", "embedded", ("embedded", "procrastinate"))
WEB_PROCESSES = env.whole("CONVIVIAL_WEB_PROCESSES", 1, at_least=1)
CONNECTIONS = env.whole("CONVIVIAL_CONNECTIONS", 64, at_least=8)
WORKERS = env.whole("CONVIVIAL_WORKERS", 1, at_least=1)
IN_FLIGHT = env.whole("CONVIVIAL_IN_FLIGHT", 200, at_least=1)
KEEP_DAYS = env.whole("CONVIVIAL_KEEP_DAYS", 90, at_least=7)
PATIENCE = env.decimal("CONVIVIAL_PATIENCE", 1.0)

DEBUG = False
SECRET_KEY = keys.signing_key(DATA)
ALLOWED_HOSTS = ["*"]  # set-up records the address; team.hosts.HostGuard then takes that one only
PROXIES = frozenset(env.text("CONVIVIAL_PROXIES", "127.0.0.1 ::1").split())
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
    "convivial.ui",
    "convivial.work",
    "convivial.journal",
    "convivial.team",
    "convivial.networks",
    "convivial.strategy",
    "convivial.content",
    "convivial.publishing",
    "convivial.mirror",
    "convivial.results",
    "convivial.meeting",
    "convivial.today",
    "convivial.desk",
    "convivial.demo",
    "allauth",  # last, so that our templates go before its own
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "convivial.ui.language.BrowserLanguage",
    "convivial.team.hosts.Proxies",
    "convivial.ui.headers.SecurityHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "convivial.team.hosts.HostGuard",
    "convivial.team.cookies.ShieldedCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "convivial.team.devices.KnownDevices",
    "convivial.team.language.MemberLanguage",
    "convivial.ui.acts_only.ActsOnly",
    "convivial.work.bodies.Bodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
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
                "convivial.team.templatetags.team",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "convivial.ui.places.frame",
                "convivial.team.sign_in.doors",
                "convivial.desk.rooms.pages",
            ],
        },
    }
]

DATABASES = {"default": env.database(DATA)}
TASKS = {
    "default": {
        "BACKEND": "convivial.work.engines.carried.Carrying"
        if ENGINE == "procrastinate"
        else "convivial.work.engines.embedded.Embedded"
    }
}
if ENGINE == "procrastinate":
    INSTALLED_APPS.append("procrastinate.contrib.django")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ui_cache"}}

globals().update(env.mail())  # EMAIL_HOST is empty as long as no mail can be sent

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "convivial.team.sign_in.Door"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation, which is bound to the address, is the proof
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/10m/key",  # codes of a second step; wrong passwords are slowed down by team.slowing
    "welcome": "20/m/ip",
    "invitation": "20/m/ip",
}
ACCOUNT_FORMS = {
    "login": "convivial.team.forms_account.SignInForm",
    "reauthenticate": "convivial.team.forms_account.AgainForm",
    "change_password": "convivial.team.forms_account.ChangePasswordForm",
    "reset_password": "convivial.team.forms_account.ForgottenForm",
    "reset_password_from_key": "convivial.team.forms_account.NewPasswordForm",
}
MFA_FORMS = {
    "authenticate": "convivial.team.forms_account.StepForm",
    "reauthenticate": "convivial.team.forms_account.StepAgainForm",
    "activate_totp": "convivial.team.forms_account.AppForm",
}
MFA_ADAPTER = "convivial.team.sign_in.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]  # each in its own words
LOCALE_PATHS = [HERE / "locale"]
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["convivial.ui.formats"]

SESSION_COOKIE_NAME = "session"  # over https these three are called __Host-…, see team.cookies
CSRF_COOKIE_NAME = "csrf"
DEVICE_COOKIE_NAME = "device"
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
