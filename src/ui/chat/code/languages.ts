import type { StreamParser } from '@codemirror/streamparser';

type Language = StreamParser<unknown>;

/** CodeMirror's tokenizers by the names that models write behind a fence. Each module is fetched when it is first needed. */
const languages: Record<string, () => Promise<Language>> = {
  'javascript js jsx mjs cjs': async () => (await import('@codemirror/legacy-modes/mode/javascript')).javascript,
  'typescript ts tsx': async () => (await import('@codemirror/legacy-modes/mode/javascript')).typescript,
  'json jsonc json5 jsonl': async () => (await import('@codemirror/legacy-modes/mode/javascript')).json,
  'python py python3': async () => (await import('@codemirror/legacy-modes/mode/python')).python,
  'bash sh shell zsh console shell-session': async () => (await import('@codemirror/legacy-modes/mode/shell')).shell,
  'c h': async () => (await import('@codemirror/legacy-modes/mode/clike')).c,
  'cpp c++ cc cxx hpp cuda': async () => (await import('@codemirror/legacy-modes/mode/clike')).cpp,
  'csharp c# cs': async () => (await import('@codemirror/legacy-modes/mode/clike')).csharp,
  java: async () => (await import('@codemirror/legacy-modes/mode/clike')).java,
  'kotlin kt kts': async () => (await import('@codemirror/legacy-modes/mode/clike')).kotlin,
  scala: async () => (await import('@codemirror/legacy-modes/mode/clike')).scala,
  dart: async () => (await import('@codemirror/legacy-modes/mode/clike')).dart,
  'objectivec objective-c objc': async () => (await import('@codemirror/legacy-modes/mode/clike')).objectiveC,
  'glsl hlsl': async () => (await import('@codemirror/legacy-modes/mode/clike')).shader,
  css: async () => (await import('@codemirror/legacy-modes/mode/css')).css,
  'scss sass': async () => (await import('@codemirror/legacy-modes/mode/css')).sCSS,
  less: async () => (await import('@codemirror/legacy-modes/mode/css')).less,
  'html htm vue svelte': async () => (await import('@codemirror/legacy-modes/mode/xml')).html,
  'xml svg rss plist': async () => (await import('@codemirror/legacy-modes/mode/xml')).xml,
  sql: async () => (await import('@codemirror/legacy-modes/mode/sql')).standardSQL,
  'mysql mariadb': async () => (await import('@codemirror/legacy-modes/mode/sql')).mySQL,
  'postgresql postgres pgsql': async () => (await import('@codemirror/legacy-modes/mode/sql')).pgSQL,
  'sqlite sqlite3': async () => (await import('@codemirror/legacy-modes/mode/sql')).sqlite,
  'go golang': async () => (await import('@codemirror/legacy-modes/mode/go')).go,
  // WGSL's words are nearly Rust's.
  'rust rs wgsl': async () => (await import('@codemirror/legacy-modes/mode/rust')).rust,
  swift: async () => (await import('@codemirror/legacy-modes/mode/swift')).swift,
  'yaml yml': async () => (await import('@codemirror/legacy-modes/mode/yaml')).yaml,
  toml: async () => (await import('@codemirror/legacy-modes/mode/toml')).toml,
  'ini properties conf env dotenv': async () => (await import('@codemirror/legacy-modes/mode/properties')).properties,
  'diff patch': async () => (await import('@codemirror/legacy-modes/mode/diff')).diff,
  'ruby rb': async () => (await import('@codemirror/legacy-modes/mode/ruby')).ruby,
  lua: async () => (await import('@codemirror/legacy-modes/mode/lua')).lua,
  'perl pl': async () => (await import('@codemirror/legacy-modes/mode/perl')).perl,
  r: async () => (await import('@codemirror/legacy-modes/mode/r')).r,
  'julia jl': async () => (await import('@codemirror/legacy-modes/mode/julia')).julia,
  'haskell hs': async () => (await import('@codemirror/legacy-modes/mode/haskell')).haskell,
  'clojure clj': async () => (await import('@codemirror/legacy-modes/mode/clojure')).clojure,
  'scheme racket': async () => (await import('@codemirror/legacy-modes/mode/scheme')).scheme,
  'lisp elisp': async () => (await import('@codemirror/legacy-modes/mode/commonlisp')).commonLisp,
  'ocaml ml': async () => (await import('@codemirror/legacy-modes/mode/mllike')).oCaml,
  'fsharp f#': async () => (await import('@codemirror/legacy-modes/mode/mllike')).fSharp,
  'erlang erl': async () => (await import('@codemirror/legacy-modes/mode/erlang')).erlang,
  fortran: async () => (await import('@codemirror/legacy-modes/mode/fortran')).fortran,
  'pascal delphi': async () => (await import('@codemirror/legacy-modes/mode/pascal')).pascal,
  'groovy gradle': async () => (await import('@codemirror/legacy-modes/mode/groovy')).groovy,
  'powershell ps1 pwsh': async () => (await import('@codemirror/legacy-modes/mode/powershell')).powerShell,
  'dockerfile docker': async () => (await import('@codemirror/legacy-modes/mode/dockerfile')).dockerFile,
  cmake: async () => (await import('@codemirror/legacy-modes/mode/cmake')).cmake,
  nginx: async () => (await import('@codemirror/legacy-modes/mode/nginx')).nginx,
  'protobuf proto': async () => (await import('@codemirror/legacy-modes/mode/protobuf')).protobuf,
  'latex tex': async () => (await import('@codemirror/legacy-modes/mode/stex')).stex,
  'matlab octave': async () => (await import('@codemirror/legacy-modes/mode/octave')).octave,
  'verilog systemverilog': async () => (await import('@codemirror/legacy-modes/mode/verilog')).verilog,
  vhdl: async () => (await import('@codemirror/legacy-modes/mode/vhdl')).vhdl,
  'vb vbnet': async () => (await import('@codemirror/legacy-modes/mode/vb')).vb,
  'wat wast': async () => (await import('@codemirror/legacy-modes/mode/wast')).wast,
  http: async () => (await import('@codemirror/legacy-modes/mode/http')).http,
};

const byName = new Map(
  Object.entries(languages).flatMap(([names, fetch]) => names.split(' ').map((name) => [name, fetch] as const)),
);

/** The tokenizer of a language, by any of its names in any case; null where there is none. */
export async function fetchLanguage(name: string): Promise<Language | null> {
  return (await byName.get(name.toLowerCase())?.()) ?? null;
}
