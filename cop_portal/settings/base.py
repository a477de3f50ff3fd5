"""Production settings, the base of all others. The environment is read here and nowhere else."""

import os
from pathlib import Path

import dj_database_url
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def env(name: str, default: str = "") -> str:
    """Value of an environment variable, stripped; an empty one is none."""
    return os.environ.get(name, "").strip() or default


def env_list(name: str, default: str = "") -> list[str]:
    """Comma-separated environment variable as a list."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_flag(name: str, default: bool = False) -> bool:
    """Whether an environment variable says yes."""
    return env(name, "yes" if default else "no").lower() in {"1", "yes", "true", "on"}


# --- The installation -------------------------------------------------------------------------------------------

VAR_DIR = Path(env("COP_VAR_DIR", str(BASE_DIR / "var")))
COP_NAMESPACE = env("COP_NAMESPACE")
SITE_COUNTRY = env("SITE_COUNTRY").lower()
COP_SITE_NAME = env("COP_SITE_NAME", "Safe Online")
#: Where quick exit leads: "fr", ":ci" or "fr:ci" to an address (common/leave.py).
COP_EXIT = {name.strip(): address.strip() for name, _, address in (one.partition("=") for one in env_list("COP_EXIT"))}
#: Only the settings for one local machine switch this on: a demo editor may exist then.
COP_LOCAL_DEMO = False
#: Children's pages and help are published by somebody else than their author (common/second_person.py).
COP_SECOND_PERSON = env_flag("COP_SECOND_PERSON", True)
WAGTAIL_FINISH_WORKFLOW_ACTION = "common.second_person.publish_approved"
COP_PACK_DIR = BASE_DIR / "content"
COP_BASE_URL = env("COP_BASE_URL", "http://127.0.0.1:8000").rstrip("/")

DEBUG = False
#: A weak one is refused when Django starts (accounts/keys.py).
SECRET_KEY = env("SECRET_KEY")
if not SECRET_KEY and env("DJANGO_SETTINGS_MODULE", "").endswith(".base"):
    raise ImproperlyConfigured("Set SECRET_KEY to a long random value (see .env.example).")
#: Former keys: still read sessions and second factors, write nothing.
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")

# --- Rooms ------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "common",
    "accounts",
    "resources",
    "guidelines",
    "audiences",
    "cop_portal.packs",
    "cop_portal.search",
    "cop_portal.publishing",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.redirects",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "modeltranslation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "common.middleware.PlainRequests",
    "django.middleware.security.SecurityMiddleware",
    "common.middleware.ResponseHeaders",
    "cop_portal.publishing.middleware.StoredPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "common.middleware.ActiveLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.gate.SecondFactor",
    "common.transactions.AtomicWrites",
    "guidelines.brand.BrandNames",
]

ROOT_URLCONF = "cop_portal.urls"
WSGI_APPLICATION = "cop_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "wagtail.templatetags.wagtailcore_tags"],
        },
    }
]

# --- Database ---------------------------------------------------------------------------------------------------


def database(url: str) -> dict:
    """Settings of one database; SQLite gets write-ahead logging and takes its write lock at once."""
    config = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    if config["ENGINE"].endswith("postgresql"):
        options = config.setdefault("OPTIONS", {})
        options.setdefault("connect_timeout", 3)
        # Everything fits in memory or lies on a solid-state disk, and no query is worth compiling; PostgreSQL's own
        # defaults suppose turning disks and read whole tables where an index is quicker.
        options.setdefault("options", "-c random_page_cost=1.1 -c jit=off")
    if config["ENGINE"].endswith("sqlite3"):
        config["CONN_MAX_AGE"] = 0
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        }
    return config


#: The public site as a folder; see docs/decisions/0006-the-public-site-is-a-folder.md.
PUBLISHING_DIR = None if env_flag("COP_NO_STORE") else VAR_DIR / "public"
#: Limits on sign-in hold for all processes together only if they share what they count: in a folder, or in Redis.
SHARED_CACHE = (
    {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env("REDIS_URL")}
    if env("REDIS_URL")
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
)
CACHES = {
    "default": SHARED_CACHE,
    #: Answers to queries: bounded, never on disk, forgotten with every change of content.
    "computed": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "computed",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}

# --- Languages --------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", "UTC")
LOCALE_PATHS = [BASE_DIR / "locale"]
WAGTAIL_I18N_ENABLED = True
#: Every language that Django knows may become a locale without a release; which ones are public is data.
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [(code, name) for code, name in global_settings.LANGUAGES if code != "en-au"]
#: Columns exist for these only; see docs/decisions/0003-languages.md before adding one.
MODELTRANSLATION_LANGUAGES = ("en", "fr", "ar", "es", "ru", "zh-hans")
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField",)

# --- Files ------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
#: Documents made from the content, served as /files/; nginx may serve this folder itself.
COP_FILES_DIR = VAR_DIR / "files"
#: Address space of the process that makes one document, in MiB.
COP_DOCUMENT_MEMORY = int(env("COP_DOCUMENT_MEMORY", "1024"))
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- People -----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/cms/"
ACCOUNT_ADAPTER = "accounts.adapter.StaffOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{COP_SITE_NAME}] "
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {
    "login": "20/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "5/h/ip,3/h/key",  # nosec B105 # a rate
    "reset_password_from_key": "10/m/ip",  # nosec B105 # a rate
    "change_password": "5/m/user",  # nosec B105 # a rate
    "reauthenticate": "5/m/user",
    "manage_email": "5/m/user",
    "signup": "1/h/ip",
}
#: nginx alone says who asks; a header from further away is not believed. 0 where nothing stands in front.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("COP_PROXY_COUNT", "1"))
MFA_ADAPTER = "accounts.mfa.EncryptedMFA"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = COP_SITE_NAME
MFA_TOTP_TOLERANCE = 1

# --- Wagtail ----------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = COP_SITE_NAME
WAGTAILADMIN_BASE_URL = COP_BASE_URL
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
#: A page is public or it is not; a password form would need cookies and posts on public pages.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # nosec B105 # a switch
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "resources.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "resources.PortalDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "resources.image_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "epub", "pdf", "pptx", "xlsx", "mp3", "ogg", "mp4", "vtt"]
#: The content of each file is looked into as well: common/uploads/.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple", "AUTO_UPDATE": True}
}

# --- Transport --------------------------------------------------------------------------------------------------

#: Plain HTTP is for a trial in one's own network: the browser's best protections are off then.
HTTPS = env_flag("SECURE_SSL_REDIRECT", True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
#: Cookies are for staff only. `__Host-` binds them to this very host over TLS.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if HTTPS else ("session", "csrf")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 7 * 24 * 3600
X_FRAME_OPTIONS = "SAMEORIGIN"

# --- Mail and logs ----------------------------------------------------------------------------------------------

EMAIL_BACKEND = "cop_portal.publishing.mail.NeverFails"
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", "portal@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cop_portal.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "WARNING")},
    #: Who mistypes an address is in the access log already.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}

#: W019 asks for no frames at all: an editor's preview stands in one, of our own origin.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
