"""Settings of the product; what differs between machines comes from `runtime.env`."""

from pathlib import Path

from vungcao.runtime import database_urls
from vungcao.runtime.env import environment
from vungcao.runtime.keys import secret_key

ENVIRONMENT = environment()
SECRET_KEY = secret_key(ENVIRONMENT)
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts) or ["localhost", "127.0.0.1", "[::1]", "testserver"]
ROOT_URLCONF = "vungcao.config.urls"
WSGI_APPLICATION = "vungcao.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
CSRF_FAILURE_VIEW = "vungcao.web.views.errors.csrf"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_PLACE = database_urls.address(ENVIRONMENT, ENVIRONMENT.role)
# Values travel beside a statement, so that it may keep its plan (scopes.services.plans_kept).
_OPTIONS: dict[str, object] = {"server_side_binding": True}
if ENVIRONMENT.pool:
    # The pool lends connections that live on; Django's own reuse stays off (design.md 3).
    _OPTIONS["pool"] = {"min_size": 1, "max_size": ENVIRONMENT.pool, "timeout": 10}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _PLACE.name,
        "USER": _PLACE.user,
        "PASSWORD": _PLACE.password,
        "HOST": _PLACE.host,
        "PORT": _PLACE.port,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _OPTIONS,
    }
}

LANGUAGE_CODE = "vi"
# A language comes with its catalogue and its formats; it is chosen, never guessed.
SHELL_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# Those in which pages of the portal may be written (data/portal_languages.csv, docs/adr/0117).
LANGUAGES = [
    *SHELL_LANGUAGES,
    ("tyz", "Tiếng Tày"),
    ("nut", "Tiếng Nùng"),
    ("ium", "Tiếng Dao (Iu Miền)"),
    ("mji", "Tiếng Dao (Kim Mùn)"),
    ("mlc", "Tiếng Sán Chay (Cao Lan)"),
    ("x-sandiu", "Tiếng Sán Dìu"),
    ("zh-Hant", "Tiếng Hoa (chữ phồn thể)"),
]
LANGUAGE_COOKIE_NAME = f"vungcao-language-{ENVIRONMENT.port}"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
# Ours, then Vietnamese for the English of others; all are asked before the catalogues of apps.
LOCALE_PATHS = [
    Path(__file__).resolve().parents[1] / name
    for name in ("locale", "locale_wagtail", "locale_django")
]
TIME_ZONE = "Asia/Ho_Chi_Minh"
# Templates then group every number: an id is written by {% url %} or with |unlocalize.
USE_THOUSAND_SEPARATOR = True
# Django's own Vietnamese formats read 05/06/2026 as the sixth of May.
FORMAT_MODULE_PATH = ["vungcao.config.formats"]

INSTALLED_APPS = [
    "vungcao.kernel.scopes",
    "vungcao.kernel.editions",
    "vungcao.kernel.audit",
    "vungcao.kernel.vault",
    "vungcao.kernel.citations",
    "vungcao.kernel.units",
    "vungcao.kernel.norms",
    "vungcao.kernel.calendar",
    "vungcao.kernel.organisations",
    "vungcao.kernel.people",
    "vungcao.kernel.accounts",
    "vungcao.kernel.access",
    "vungcao.kernel.files",
    "vungcao.kernel.search",
    "vungcao.kernel.jobs",
    "vungcao.kernel.documents",
    "vungcao.kernel.exchange",
    "vungcao.kernel.cases",
    "vungcao.integrations.clamav",
    "vungcao.integrations.email",
    "vungcao.integrations.sms",
    "allauth.account",
    "allauth.mfa",
    "vungcao.kernel.notices",
    "vungcao.web",
    "vungcao.systems.administration",
    "vungcao.systems.prestige",
    "vungcao.systems.comments",
    "vungcao.systems.onestop",
    "vungcao.systems.statistics",
    "vungcao.systems.newsletter",
    "vungcao.systems.portal",
    # Wagtail's editor; no documents (those are the kernel's), no embeds (they call other hosts).
    "wagtail.users",  # settings of an editor's screen; its screens of accounts are closed
    "vungcao.config.editor.apps.PicturesConfig",
    "vungcao.config.editor.apps.RedirectsConfig",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",  # its static file
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",  # its words: Wagtail says by it how long ago something was
    "procrastinate.contrib.django",
    "vungcao.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vungcao.web.security.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vungcao.web.compression.CompressionMiddleware",  # below the files, which lie compressed
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vungcao.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "vungcao.config.editor.middleware.EditorMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vungcao.web.transactions.TransactionMiddleware",  # after who, before what
    "vungcao.web.sessions.SessionsMiddleware",
    "vungcao.web.second_factor.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # passkeys find their request by it
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "vungcao.web.repeats.RepeatsMiddleware",
    "vungcao.web.methods.MethodsMiddleware",  # innermost: its page is drawn like any other
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Parts of the editor that say whose it is, in place of Wagtail's own.
        "DIRS": [Path(__file__).resolve().parent / "editor/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "vungcao.web.shell.shell",
                "vungcao.web.manual.offered",
            ]
        },
    }
]

# Of django-allauth only the second factor is used (docs/adr/0038): nobody signs in or up by it.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "vungcao.kernel.accounts.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"vungcao.kernel.accounts.passwords.{name}"}
    for name in ("LongEnough", "NotOnTheList", "NotTheName")
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = f"vungcao-{ENVIRONMENT.port}"
CSRF_COOKIE_NAME = f"vungcao-csrf-{ENVIRONMENT.port}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_behind_proxy
if ENVIRONMENT.is_behind_proxy:
    # nginx speaks TLS for us and sets this header itself (deploy/nginx.conf).
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "cache/static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "vungcao.config.static.StaticFiles"},
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Drawings by the hash of what they show, for all web processes (docs/adr/0067).
    "charts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": ENVIRONMENT.home / "cache/charts",
        "TIMEOUT": 30 * 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}

# Known below /bien-tap/ alone, and by what previews lead to (docs/adr/0106).
EDITOR_URLCONF = "vungcao.config.editor.addresses"
# Wagtail: sign-in, letters and passwords are the product's own; nothing is asked of other hosts.
WAGTAIL_SITE_NAME = "Vùng Cao"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.address
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
# At once and in the same transaction; letters of the editor's own are not sent.
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "ENQUEUE_ON_COMMIT": False,
    }
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MEDIA_ROOT, MEDIA_URL = ENVIRONMENT.home / "files/pictures", "/anh-bai/"
WAGTAILIMAGES_IMAGE_FORM_BASE = "vungcao.systems.portal.forms.pictures.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY = 50, 70  # a photograph of 640 px: 30 KB
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # an article of many blocks is one form

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {  # not arguments of its command line
    "update_heartbeat_interval": 5.0,
    "stalled_worker_timeout": 30.0,
    "shutdown_graceful_timeout": 8.0,
}
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "vungcao.config.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
