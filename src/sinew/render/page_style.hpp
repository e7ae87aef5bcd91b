// The style sheet of printable pages: light and dark from the same inks, paper first, nothing from the network.
#pragma once

#include <string_view>

namespace sinew::render {

inline constexpr std::string_view kPageStyle = R"css(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;font-variant-numeric:tabular-nums}
:lang(zh) body,html:lang(zh) body{line-height:1.7}
main,header,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1{font-size:2.2rem;line-height:1.2;margin:0 0 .3rem;color:var(--pine)}
h2{font-size:1.35rem;margin:2.4rem 0 .8rem;color:var(--pine);border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1.08rem;margin:0 0 .2rem}
p{margin:.35rem 0}
ul,ol{margin:.35rem 0;padding-left:1.3rem}
li{margin:.15rem 0}
.day h3 span{white-space:nowrap}
.soft{color:var(--soft)}
.small{font-size:.88rem}
.verdict{display:inline-block;margin:.4rem 0;padding:.45rem .9rem;border-radius:999px;border:2px solid currentColor;font-weight:600}
.verdict.clear{color:var(--pine)}.verdict.modify,.verdict.supervise,.verdict.incomplete,.verdict.refer_first{color:var(--amber)}.verdict.stop_now{color:var(--red)}
.day{display:grid;grid-template-columns:7.5rem 1fr;gap:.75rem;padding:.55rem 0;border-bottom:1px solid var(--line)}
.day>h3{color:var(--pine)}
.sessions{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:.6rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:.75rem .95rem}
.card p{margin:.15rem 0}
.boxes{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:.9rem;margin:1.4rem 0}
.boxes section{border:2px solid;border-radius:12px;padding:.6rem 1rem;background:var(--card)}
.boxes h2{border:0;margin:.1rem 0 .2rem;padding:0;color:inherit;font-size:1.08rem}
.boxes ul,.boxes ol{color:var(--ink)}
.stop{border-color:var(--red)!important;color:var(--red)}.call{border-color:var(--sky)!important;color:var(--sky)}.craving{border-color:var(--clay)!important;color:var(--clay)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;color:var(--soft);padding:.2rem 0 .5rem}
th,td{text-align:left;padding:.42rem .55rem;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600}
.form{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:.8rem 1rem;margin:.8rem 0}
.form svg{display:block;width:100%;max-height:13rem;height:auto;margin:.4rem 0;background:#fffdf9;border-radius:8px;--ink:#1F2A2E;--soft:#55646A;--line:#D9D3C7;--pine:#1F6F5C;--sky:#2B6C8F;--card:#FFFFFF;--paper:#FBF8F3}
.cues{display:flex;flex-wrap:wrap;gap:.1rem 1.3rem;list-style-position:inside;padding:0}
details{border:1px solid var(--line);border-radius:12px;background:var(--card);margin:.5rem 0}
summary{cursor:pointer;padding:.7rem 1rem;min-height:48px}
summary strong{margin-right:.5rem}
summary .why{color:var(--sky);white-space:nowrap;text-decoration:underline}
details>div{padding:0 1rem .8rem}
dl{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.3rem 1rem;margin:.2rem 0}dt{grid-column:1}dd{grid-column:2}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--sky);outline-offset:2px}
footer{padding-top:1.5rem;padding-bottom:3rem}
@media(max-width:40rem){.day,dl{grid-template-columns:1fr;gap:.2rem}dd{grid-column:1}}
@media print{body{font-size:10.5pt;background:#fff}header{padding-top:0}.form,.card,.boxes section,tr,.day{break-inside:avoid}h2{break-after:avoid}details{border:0}summary{padding:.2rem 0;min-height:0}summary .why{display:none}.clinician{break-before:page}}
)css";

}  // namespace sinew::render
