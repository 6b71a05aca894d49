"""`aicvgen export`: write the documents of a finished session again, elsewhere or in other formats."""

from aicvgen.options import (
    FormatsOption,
    JsonOption,
    OutOption,
    PageSizeOption,
    PhotoOption,
    SectionsOption,
    SessionArgument,
    ThemeOption,
)


def export(
    session: SessionArgument,
    out: OutOption = None,
    formats: FormatsOption = None,
    theme: ThemeOption = None,
    page_size: PageSizeOption = None,
    photo: PhotoOption = None,
    sections: SectionsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the documents of a finished session again, elsewhere or in other formats.

    \b
    Examples:
      aicvgen export k3v9-t2mx --out ~/applications --formats pdf
      aicvgen export k3v9-t2mx --theme modern --page-size letter
      aicvgen export k3v9-t2mx --photo me.jpg --sections skills,roles
    """
    from aicvgen.choices import choices_of
    from aicvgen.console import print_json
    from aicvgen.live import Progress
    from aicvgen.outcome import print_files
    from models.errors import UserError
    from sessions.portal import run
    from sessions.start import alook

    choices = choices_of(session, out, formats, theme=theme, page_size=page_size, photo=photo, sections=sections)
    progress = Progress()
    progress.session_id = session
    with progress.watching():
        reopened = run(alook(session, choices.settings()))
        if reopened.status != "done":
            raise UserError(f"Session {session} is not done yet; go on with: aicvgen review {session}")
        files = reopened.export(choices.out, choices.formats)
    if as_json:
        print_json({"session": session, "files": {name: str(path.absolute()) for name, path in files.items()}})
    else:
        print_files(files)
