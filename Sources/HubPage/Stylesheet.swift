import Crypto
import FoundationEssentials

/// The style of the pages: light or dark as the reader prefers, also for telephones and paper. No scripts, fonts or
/// pictures.
enum Stylesheet {
  static let text = """
    :root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--faint:#595959;--line:#c9c9c9;--band:#f3f1ec;\
    --link:#0b4f9c;
    --bad:#a11212;--good:#1d6b2f;--head:#8c1515}
    @media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#17181a;--faint:#a9a7a2;--line:#45474b;--band:#222428;
    --link:#8ab8f5;--bad:#ff9a8f;--good:#8fd39c;--head:#e9a39a}}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:72rem;padding:0 1rem 2rem;background:var(--paper);color:var(--ink);
    font:1rem/1.45 "Noto Sans","DejaVu Sans","Segoe UI",Arial,sans-serif}
    header{border-bottom:2px solid var(--head);padding:.8rem 0 .5rem;margin-bottom:1rem}
    header p{margin:0}.hub{font-weight:700;color:var(--head)}
    nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.5rem 0 0;padding:0}
    nav a[aria-current]{color:inherit;font-weight:700;text-decoration:none}
    a{color:var(--link)}h1{font-size:1.45rem;margin:.6rem 0}h2{font-size:1.15rem;margin:1.6rem 0 .4rem}
    table{border-collapse:collapse;width:100%;margin:.8rem 0 1.2rem}
    caption{text-align:left;font-weight:700;padding:.3rem 0}
    th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem .3rem;border-bottom:1px solid var(--line);
    overflow-wrap:anywhere}
    thead th{border-bottom:2px solid var(--line);font-weight:600;color:var(--faint)}tbody th{font-weight:400}
    .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.bad{color:var(--bad);font-weight:600}
    .good{color:var(--good)}.faint{color:var(--faint)}.urgent{color:var(--bad);font-weight:700}
    form p{margin:.5rem 0}label{display:block;font-weight:600}
    input{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--faint);border-radius:3px;\
    padding:.35rem .5rem;
    max-width:100%}input[type=search]{width:28rem}
    button{font:inherit;border:1px solid var(--faint);border-radius:3px;background:var(--band);color:inherit;\
    padding:.35rem .9rem}
    select{font:inherit;color:inherit;background:var(--paper);padding:.35rem .5rem;max-width:100%}\
    td form{display:inline}
    .code{font-family:monospace;font-size:1.25rem;letter-spacing:.05em}
    button.plain{border:0;background:none;color:var(--link);text-decoration:underline;padding:0}
    .who form{display:inline}.note{background:var(--band);border-left:4px solid var(--head);padding:.5rem .8rem;\
    margin:.8rem 0}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{color:var(--faint)}\
    dd{margin:0;overflow-wrap:anywhere}
    footer{color:var(--faint);font-size:.85rem;border-top:1px solid var(--line);margin-top:2rem;padding-top:.5rem}
    @media(max-width:44rem){thead{position:absolute;left:-200vw}
    table,caption,tbody,tr,th,td{display:block}tbody tr{border-bottom:2px solid var(--line);padding:.3rem 0}
    th,td{border:0;padding:.1rem 0}.n{text-align:left}td[data-label]::before{content:attr(data-label) ": ";\
    color:var(--faint)}
    td:empty{display:none}dl{display:block}dd{margin:0 0 .4rem}}
    @media print{:root{--ink:#000;--paper:#fff;--faint:#333;--line:#888;--head:#000;--link:#000;--bad:#000;--good:#000;\
    --band:#fff}
    body{max-width:none;padding:0;font:10.5pt/1.35 "Times New Roman","Liberation Serif",serif}
    nav,form,.who,.pages{display:none}a{text-decoration:none}thead{display:table-header-group}tr{break-inside:avoid}}
    """

  /// The hash by which the content security policy allows this style sheet and no other.
  static let hash = "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
}
