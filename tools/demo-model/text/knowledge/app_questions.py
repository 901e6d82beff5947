"""Questions that people have about Plumbline: browsers, hardware, privacy, cost, speed, and what went wrong."""

from .facts import table

FACTS = table("""
ask: [Does|Do] [this|it|you|the app|Plumbline] [cost|take] [money|anything|something][?|] || Is [this|it|the app|Plumbline|chatting] [free|free of charge|for free|paid|gratis][?|] || [Must|Do] I [have to |need to |][pay|sign up|log in|register|buy something|make an account][ here| for this|][?|] ||
 [What|How much] [is the price|does it cost|do I pay|must I pay|does this cost][?|] || Do I need [an account|a login|an API key|a password|a subscription][?|] || [Is|Are] [a login|an account|a subscription|payment] [needed|required|necessary][?|]
held: Have I got to pay for using this? || Is there an account that I need?
topic: what it costs
what: It is <free>, and there is <no account>: the model runs on your own machine.
short: It is <free>, without an <account>.
more: It is open source under <Apache-2.0>. A real Qwen3 is free <too>, but a large download.

ask: Why [are you|is this model|is it] [so |such |only |][a toy|small|limited|stupid|bad|weak|tiny|simple|dumb][?|] || [Why|How come] do you know so [little|few things][?|] || What [does it mean that you are|is meant by|is] a toy[ model|][?|] ||
 [How|Where] [do|can] I get [better answers|a better model|a smarter model|more knowledge|real answers][?|] || [Your answers|These answers] are [bad|not good|poor|too simple][.|] || [I want|I'd like|I need] [better answers|a smarter model|a better model|a real model|something better][.|]
held: What is the reason that you know so little? || How come that you are only a toy?
topic: why I am a toy
what: I am {page.toy}, a <toy> of seven million weights, so that the page works at once and offline. For good answers load a <real Qwen3>
 under <{page.models}>.
short: I am small so that the page works <at once>.
more: The smallest real Qwen3 has 600 <million> weights and is a download of <1.5 GB>.

ask: [In|With|On] [what|which] [browser|browsers] [can I|does it|will the app|do you] [run|work|open][ this| it|][?|] || [Must I|Do I have to|Should I] [install|use|have] [a new|a certain|another|a special kind of] browser[?|] ||
 [Which|What] browsers [work|are supported|can I use|do I need][?|] || Does [it|this] [work|run] in [Firefox|Safari|Chrome|Edge]? ||
 [Which|What] browser do I need? || Can I use [Firefox|Safari] [here|for this]? ||
 [Does|Will] [this page|the page|the app|the site] [run|work|open] in [every browser|all browsers|my browser|any browser|an old browser][?|] ||
 [Is|Are] [a special|a new|another|a certain] browser [needed|required|necessary][?|] || [My browser is|I use|I have] [Firefox|Safari|Edge|Chrome|an old browser][.|,] [does it work|is that fine|is that okay|will it run][?|] ||
 [List|Name|Tell me] [the |]browsers [that work|that run this|it supports|that are supported][.|]
held: In which browsers does this page run? || Do I need a special browser for this?
topic: browsers
what: Any browser with <WebGPU>: current Chrome and Edge, Safari 26, and Firefox on <Windows> and Mac.
short: Any current browser with <WebGPU>.
more: On Linux you may have to <enable> WebGPU in the browser. The page says <how>.

ask: [Is a GPU|Is a graphics card|Is a good graphics card|Is a graphics chip|Are GPUs] [needed|necessary|a must|obligatory|mandatory][ for this| here|][?|] ||
 [Must I|Should I|Do I have to|Does my machine have to|Must my laptop] [own|have|buy|contain] [a GPU|a graphics card|graphics hardware|a video card][?|] || Is it [required|enough] to have [a GPU|a graphics card|a CPU][?|] ||
 Do I need a GPU[?|] || [Does|Will] [it|this] [work|run] without a GPU[?|] || I have no [GPU|graphics card][.|] ||
 What if I [have no|don't have a] GPU? || Can [it|this] run on [the|a] CPU? ||
 [Does|Will|Can] [it|the app|the page|this] [start|run|work|go] on [a machine|a computer|a laptop] without [a GPU|graphics|a graphics card][?|] ||
 [Do|Would] I need [a graphics card|a strong GPU|a good GPU|special hardware|a fast computer][?|] || [What|Which] hardware [do I need|is needed|is required|does it need][?|] ||
 [Only|I only have|I just have|My laptop has only] a CPU[.|]
held: Is a graphics card required? || Must my computer have a GPU for this?
topic: no GPU
what: A <GPU> makes it fast, but I also run on a <CPU> adapter, slowly. If neither is there, the page says <what to do>.
short: A <GPU> is better, a <CPU> works for me.
more: A real Qwen3 on a CPU would be very <slow>. I am <tiny>, so I manage.

ask: [What becomes of|Who reads|Who can see|Where is|Where goes|Who gets] [what I write|what I type|the things I say|my text|all that I type|my words|our chat][ here|][?|] ||
 [Does|Will|Can] [my text|what I write|a word of this|any of it|something I say|anything] [leave|get out of|go out of] [my machine|this computer|my browser|the browser|my PC][?|] || [Does|Is] what [happens|I write] here [stay|kept] [secret|private|here|on my computer][?|] ||
 [Is|Are] [my data|my messages|this|it] [private|safe|sent anywhere|sent to a server|uploaded][?|] || Do you [send|store|save] my [data|messages]? ||
 [Where|Who] [do|sees] my [messages|data] [go|][?|] || Does this work offline[?|] || Do I need [the |]internet[?|] || Is anything uploaded[?|] ||
 [What|And what] [becomes of|is done with|do you do with|happens with] [my words|my text|my messages|all I write|my questions][?|] ||
 [Do|Will] [my messages|my questions|my words] [go to|reach|get sent to|end up on] [a server|the cloud|the internet|a company][?|] ||
 [Can|Could] [anybody|anyone|somebody|someone else] [read|see|watch] [this|our chat|what I write|along][?|] || [Does this page|Does the app|Do you] [spy on me|collect data|log what I say|keep my messages][?|]
held: What happens to the things I write here? || Does anything I type leave my computer?
topic: privacy
what: All runs on <your machine>. Nothing you write is <sent> anywhere. I even work <offline> once the page is loaded.
short: Nothing <leaves> your machine.
more: The network is used only to load the page, and a <model> that you <choose>.

ask: [How|What] [do I|could I do to|can be done to|helps to|would] [make|get|speed|have] [this|you|it|answers|the model] [up|quicker|faster|run faster][?|] ||
 [Why|How come] [does|do] [it|this|an answer|answers|the text|each word|you] [take|need] [so long|so much time|ages|that long|forever][?|] || [Speed|Speeding] [it |this |you |]up[: how|, how][?|] || [Your answers|Answers|The words] [come|are|appear] [so |too |very |][slowly|slow][.|] ||
 Why [are you|is it|is this] [so |]slow[?|] || [How can I|Can I|How to] make [it|you|this] faster[?|] || How fast [is this|are you|is it][?|] ||
 How many tokens per second [do you make|are possible][?|] || You are [very |too |]slow[.|] ||
 [Is there|Do you know] [a way|a trick|something] to [go faster|speed it up|make you quicker|get faster answers][?|] || [I want|I'd like|I need] [faster|quicker] answers[.|] ||
 [What|Which things] [can|could|should] [one|we|I] [do|change] [for|to get] [more speed|a faster answer|faster tokens|more tokens per second][?|] || [Waiting|It|This] [takes|lasts] [too long|forever|so long|ages][.|] ||
 What [makes it slow|makes you slow|slows you down|decides the speed|limits the speed|decides how fast it is][?|]
held: What can I do to speed this up? || Why does an answer take so long?
topic: speed
what: Speed depends on your <GPU> and on the kernels: <fused> ones are faster. The top bar shows <tokens> per second.
short: It depends on your <GPU> and the <kernels>.
more: A <CPU> adapter is slow. Each token reads all <weights>, so small models are fast.

ask: [Can|May|Could] [a script|scripts|programs|I|my tests] [use|run|drive|call] [the same engine|the engine|the model|it] [from a terminal|from a shell|without the page|on a server|in a script][?|] ||
 [How|In which way] [can|do] I [trace|run|test] [a model|the model|a prompt|things] [in a terminal|from a shell|in the terminal|in a console|with a script][?|] ||
 What is [the |a |]trace[ command| tool|][?|] || [How|Can] [do I|I] [run|use] [it|this|Plumbline] [without a page|from a script|in CI|from the command line][?|] ||
 Is there a [command line|headless] [tool|version|mode][?|] || How do I use the trace[ command| tool|]? || headless trace ||
 [Is it possible|How is it possible|Is there a way] to [trace|run|test] [a model|the engine|a prompt] [from the command line|in a shell|automatically|by a script][?|] ||
 [Does|Has] [it|Plumbline|the project] [have |][a command line|a CLI|a terminal version|something for scripts][?|] || [I want|I'd like|I need] to [trace|run] [a model|a prompt|it] [without the page|in a script|in a terminal|on the command line][.|]
held: Can scripts run the same engine? || How could I trace a model from a terminal?
topic: the headless trace
what: <npm run trace> runs the same engine in a <headless> browser and writes the <statistics> of every stage to a file.
short: <npm run trace> does it without a page.
more: It takes tokens or a <prompt>, a choice of kernels and a fault. With <--tensors> it saves every stage.

ask: [How|What] [do|must|can|could|should] I [do to |][have|run|host|get|serve|use] [this page|the page|all this|a copy of it|the site|this site] [on my laptop|on my PC|at home|on my own|on my own machine|on my own server|myself][?|] ||
 [What is the|What's the|Which|Under what|Tell me the] licence[ of the code| of this| here| of the source| does the code have|][?|] ||
 How do I [install|build|run|start] [this|it|Plumbline|the app][ myself| locally| on my machine|][?|] || Where is the [code|source|source code][?|] ||
 Is [this|it|Plumbline] open source[?|] || [What|Which] licence [has it|does it have|is it][?|] ||
 [What|Which] licence [covers|applies to|protects] [the code|this project|Plumbline|the source][?|] || [May I|Can I|Am I allowed to] [copy|fork|change|reuse|host] [the code|this|Plumbline|the page|it][?|] ||
 [Where|How] [can|do] I [download|clone|find|fetch] [the source|the repository|the code|the project][?|] || [I want|I'd like] to [host|run|install] [it|this|the page|Plumbline] [myself|on my computer|at home|on my own machine|locally][.|]
held: How can I run this page on my own computer? || Under which licence is the code?
topic: running it yourself
what: Clone the repository and run <npm start>; it needs <Node> and nothing else. The licence is <Apache-2.0>.
short: Run <npm start> in the repository.
more: <npm test> runs every <check>, in a real browser.

ask: [Can|May|Will|Do] [large|huge|extreme|high] [K-norm |]gains [destroy|hurt|harm|break|spoil|crash] [a model|the model|the answers|it][?|] || [Must|Do|Should] [the |][K-norm |]gains [have to |need to |][be |][clamped|limited|made smaller|clipped][?|] ||
 [Are|Is] [large|extreme|big] [K-norm |]gains [harmful|bad|a problem|dangerous][?|] || Do [large|extreme|big] [K-norm |]gains [break|harm|hurt] [the model|anything][?|] ||
 [Is|Are] the K-norm gains [to blame|the cause|the problem][?|] || Should I [clamp|limit] the K-norm gains[?|] ||
 Are [such large gains|extreme gains|gains of 96|gains like 96.5] [dangerous|harmful|a bug|too large|a mistake|to be feared][?|] ||
 [Shall|Do|Must] [we|I|one] [clip|clamp|reduce|limit|tame] [extreme|large|the K-norm|K-norm] gains[?|]
held: Could extreme K-norm gains break a model? || Must K-norm gains be clamped?
topic: extreme gains
what: No. A gain multiplies signal and error <alike>, so extreme gains alone do <no harm>. I have gains up to <96.5> and still
 talk.
short: No, they do <no harm> alone.
more: Look for a missing <residual>, a wrong bias or an <overflow> in v instead. Clamping only changes the model.

ask: [What|How] [do I do|can I do|now|must I do|to do|do I react] [when|if|after] the [GPU|device|graphics card] [is gone|is missing|has gone away|died|vanished|was lost][?|] ||
 The [page|app|tab|site|model] [does nothing|hangs|is frozen|is stuck|reacts no more|does not respond|no longer reacts|stands still][ any more| now|][.|] ||
 The [page|app|tab|GPU|device] [crashed|is lost|was lost|stopped|hangs][.|] || What [is|means] device lost[?|] || What if the GPU [is lost|crashes][?|] ||
 [The|My] [model|page] does not [load|work|answer][.|] || Something is [wrong|broken][.|] || It does not work[.|] ||
 [The|My] [chat|page|tab|screen|answer|app] [froze|stopped responding|is dead|got stuck|does not go on|stands still|is blank][.|] ||
 [Help, |][the |my |][GPU|device|graphics card] [has crashed|was lost|is lost|disappeared|stopped working][.|] || [It|Everything|The app] [hangs|stopped|no longer works|does not work any longer|froze][.|!|] ||
 What [can|should] [I|one] do [after|in case of] a [crash|lost device|lost GPU|freeze][?|]
held: What should I do when the GPU is gone? || The page does not react any more.
topic: a lost GPU
what: Press <{faults.reload}> or {faults.restart}: the conversation is <kept>. If it happens again, try a <smaller> model.
short: Press <{faults.reload}>; the conversation is <kept>.
more: A GPU can be lost when <memory> runs out or the driver <restarts>.

ask: [Can|Could|May] [I|one] [work|use it|do all|do everything|control the page] [without|with no|with only] [a mouse|the keyboard|mouse|keys][?|] || [Is|Does] the [mouse|keyboard] [needed|required|enough|work|do][ here|][?|] ||
 [Can|How do|May|Where do] I [have|get|switch on|turn on|switch to|choose|use] [dark mode|a dark theme|the dark theme|a dark look|dark colors|a dark page|darker colours][?|] ||
 [What|Which] [is|are] the keyboard shortcut[s|][?|] || Can I use [this|it|the page] with the keyboard[?|] || [Is there|Do you have] a dark mode[?|] ||
 Does [it|this] work on a phone[?|] || Can I use it on my phone[?|] ||
 [Can it|Can the page|Can the app|Can this] [be used|be controlled|run] [by|with] [keyboard|the keyboard|keys|touch] [only|alone|][?|] || [Make|Turn|Set] [it|the page|everything|the colours] dark[.|, please|] ||
 [It is|The page is|This is] too bright[.|] || [Is there|Do you have|Does it have] [a night mode|a dark version|a dark design|shortcuts|a light theme|touch support][?|]
held: Does the page work without a mouse? || Can I switch to dark colours?
topic: keyboard and looks
what: Everything works with the <keyboard> alone, on a <phone>, and in light and <dark>.
short: Yes: <keyboard>, phone, light and <dark>.
more: Light or dark is under <{page.theme}>. Enter sends, and <?> lists all keys.
""")
