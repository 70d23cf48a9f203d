"""Finds the application of a directory, without importing anything, where it is plain which one it is."""

import ast
import os
import re

from .load import USUAL_NAMES, StartFailure

_SETTINGS = re.compile(r"""DJANGO_SETTINGS_MODULE['"]\s*[,\]]\s*=?\s*['"]([\w.]+)['"]""")
# In any form, but not where it is only read, or in a comment.
_NAMES_SETTINGS = re.compile(r"""(?m)^[^#\n]*(?<!get\()(?<!getenv\()['"]DJANGO_SETTINGS_MODULE['"]\s*(?:,|:|\]\s*=(?!=))""")
_MODULES = ("app", "main")
_FACTORIES = ("create_app", "make_app")


def discover(directory):
    """Return the callable, ``module:name``; a Django project's settings go to the environment where only ``manage.py`` has them."""
    settings = _django_settings(directory)
    if settings:
        return _django_callable(directory, settings)
    packages = _packages(directory)
    # A wsgi module is there for servers: it goes before the module that it imports from.
    for modules in (["wsgi"] + [package + ".wsgi" for package in packages], list(_MODULES) + packages):
        found = _callables(directory, modules)
        found = [callable for callable in found if ":" in callable] or found[:1]
        if len(found) == 1:
            return found[0]
        if found:
            raise StartFailure("notfound", "Found several applications in %s: %s. Set 'callable' to one of them"
                               % (directory, ", ".join(found)))
    raise StartFailure("notfound", (
        "Found no application in %s: neither a manage.py with DJANGO_SETTINGS_MODULE nor one of %s in one of wsgi.py, app.py,"
        " main.py, %s. Set 'callable' to module:callable or module:factory()") % (
        directory, ", ".join(USUAL_NAMES + tuple(name + "()" for name in _FACTORIES)),
        ", ".join("%s/wsgi.py, %s/__init__.py" % (package, package) for package in packages) or "a package"))


def _django_settings(directory):
    match = _SETTINGS.search(_read(os.path.join(directory, "manage.py")))
    return match.group(1) if match else None


def _django_callable(directory, settings):
    """Return the application of the wsgi module nearest to the settings, else of the only one that there is."""
    parts = settings.split(".")
    near = [".".join(parts[:count] + ["wsgi"]) for count in range(len(parts) - 1, -1, -1)]
    found = _callables(directory, near)[:1] or _callables(directory, [package + ".wsgi" for package in _packages(directory)])
    callable = found[0] if len(found) == 1 else None
    # Those of the wsgi module may be those of production, where manage.py has those of a developer.
    if not callable or not _NAMES_SETTINGS.search(_source(directory, callable.partition(":")[0])):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    return callable or "django.core.wsgi:get_wsgi_application()"


def _packages(directory):
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return []
    # A package of Django's may lack __init__.py and still have wsgi.py.
    return [name for name in names if name.isidentifier() and any(
        os.path.isfile(os.path.join(directory, name, file)) for file in ("__init__.py", "wsgi.py"))]


def _callables(directory, modules):
    return [callable for callable in (_callable(directory, module) for module in modules) if callable]


def _callable(directory, module):
    """Return the one application that a module's source defines, the module alone where it is no Python, or None."""
    try:
        names, factories = _defined(ast.parse(_source(directory, module)))
    except (SyntaxError, ValueError):
        return module  # Its import says where the error is.
    for name in USUAL_NAMES:
        if name in names:
            return "%s:%s" % (module, name)
    for name in _FACTORIES:
        if name in factories:
            return "%s:%s()" % (module, name)
    return None


def _defined(tree):
    """Return the names that a module binds, and those of them which can be called without arguments."""
    names, factories = set(), set()
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
            arguments = node.args
            given = len(arguments.posonlyargs) + len(arguments.args)
            if given <= len(arguments.defaults) and None not in arguments.kw_defaults:
                factories.add(node.name)
        elif isinstance(node, ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names.update(name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name))
        elif isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.ImportFrom):
            imported = {alias.asname or alias.name for alias in node.names}
            names |= imported
            factories |= imported
        elif isinstance(node, ast.If) and "__main__" not in ast.dump(node.test):
            waiting += node.body + node.orelse
        elif isinstance(node, ast.Try):
            waiting += node.body + node.orelse + node.finalbody
            waiting += [statement for handler in node.handlers for statement in handler.body]
        elif isinstance(node, ast.With):
            waiting += node.body
    return names, factories


def _source(directory, module):
    path = os.path.join(directory, *module.split("."))
    return _read(path + ".py") or _read(os.path.join(path, "__init__.py"))


def _read(path):
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
