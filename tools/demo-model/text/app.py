"""What Plumbline is and how to use it."""

from .facts import table, topic

FACTS = table("""
term: Plumbline | plumbline | this app | this page | this website | this tool | the app
what: Plumbline runs <Qwen3> in your browser on <WebGPU>. You can chat, switch its kernels, and see in the <lab> where their
 numbers part.
short: Plumbline runs <Qwen3> in your <browser>.
more: Nothing is sent to a server: the model runs on <your own> machine. It is open source under <Apache-2.0>.
why: It finds in a <minute> which <kernel> computes something wrong. Otherwise that can take a week.

ask: [I am new here|I came here just now|I see this page for the first time|This is my first visit|I don't know this page][.|, so|:] [What|what] [should I do|can I do|do I do first|is there to do|is next][?|] ||
 [What|Which things] [is there to do|are there to try|may I try|are possible|could one do] [here|on this site|in here|with it][?|] ||
 What can I do [here|with this|with this app|on this page|in this app][?|] || What [is|are] [this app|this page|this] [good |]for? ||
 What [does|can] this [app|page|tool] do? || How [do I|to] [start|begin|get started][?|] || What should I try [first|here]? || Give me a tour[.|] ||
 How [do I|to] use this [app|page|tool][?|]
held: Which things can I do on this page? || I just opened this page. What now?
topic: what to do here
what: Three things: <chat> with a model on your GPU, <compare> reference and fused kernels while it writes, and <share> a
 finding as a picture.
short: <Chat>, <compare> kernels, and share findings.
more: Ask me something, then flip the <program switch> and watch the <lab> beside the chat.

term: the lab | the numerics lab | numerics lab | the lab tab
what: The lab shows the <numbers inside> the model while it writes: for each <layer> their size, extremes and errors.
short: The lab shows the <numbers inside> the model.
more: Its tabs are live, <compare>, weights, faults and <findings>.
why: The lab shows which <step> is wrong, and whether it is a <bug> or only rounding.

term: the program switch | the kernel switch | the switch | a program | programs
what: The program switch in the <top bar> chooses <reference or fused> kernels. It unfolds to one switch for every <step>.
short: It chooses <reference or fused> kernels.
more: You can flip it while I write: the <next token> already uses the <other> kernels.

how: switch kernels | change the kernels | use the fused kernels | switch to reference kernels | turn on the fused kernels |
 choose the kernels | switch between reference and fused
what: Use the <program switch> in the top bar: reference or fused. Unfold it to choose for each <step>.
short: With the <program switch> in the top bar.
more: It takes effect at the <next token>. The conversation <stays>.

ask: [What|How] [makes|separates|sets] [a |]fused [kernel |kernels |][different from|apart from|from] [a |]reference[ kernel| kernels|][?|] ||
 [Which kernels|Which ones|Fused or reference: which] [should I|shall I|do I|is better to] [take|pick|use|choose][?|] || [Explain|Tell me] [how|in what] [a |]fused and [a |]reference kernel[s|] [differ|are different][.|] ||
 What is the difference between reference and fused[ kernels|][?|] || reference [or|vs|versus] fused[?|] ||
 How do [reference and fused kernels|fused and reference kernels] differ? || Compare reference [and|with] fused kernels[.|] ||
 Which kernels are faster[, reference or fused|]?
held: How does a fused kernel differ from a reference kernel? || Should I use the reference or the fused kernels?
topic: reference and fused
what: Reference kernels do <one plain operation> each and are right but slow. Fused kernels do <several at once> and are
 <fast>.
short: Reference is <plain>, fused is <fast>.
more: Both read the <same weights>. So any difference between them comes from the <kernels>.

term: a step | steps | the steps of the model
what: A step is a part of the forward pass that has a <reference> and a <fused> version, such as qkv, attention or down.
short: A step is a part with a <reference> and a <fused> version.
more: The steps of a layer are <qkv>, rope, attention, attn_out, gate_up and <down>.

term: a stage | stages | the stages
what: A stage is one <named result> inside the model, such as q_norm or logits. The lab shows the <numbers> of each stage.
short: A stage is one <named result> inside the model.
more: Names are the same <everywhere>: layer 3's q_norm is called <L3.q_norm>.

term: lockstep | lockstep mode | the lockstep comparison
what: In lockstep both programs run the <same tokens>, each with its own <KV cache>. It shows how an error <grows> from layer
 to layer.
short: Both programs run the <same tokens> side by side.
more: The error of a stage is its <rms> difference divided by the reference's. The <KL> of the logits is beside it.
why: Lockstep shows how far an error <spreads>. To find who <caused> it, use replay.

term: replay | replay mode | the replay comparison
what: Replay feeds each fused step the <reference's inputs>. So it shows which step is to <blame>, without errors from before.
short: Replay shows which step is to <blame>.
more: If only <one> step is bad in replay, that kernel has the <bug>.
why: In lockstep an error is handed <on> to all later steps. Replay <separates> them.

term: the noise floor | a noise floor | noise floor
what: The noise floor is the error of the reference against <itself> with another <order> of sums. A step is bad when it is
 far <above> that.
short: It is how much <rounding> alone changes a result.
more: Each step has its <own> noise floor. So no <tolerance> has to be guessed.
why: Without it nobody knows whether a small error is <rounding> or a <bug>.

term: bisect | bisection | the bisect tool | kernel bisect
what: Bisect searches for the <smallest set> of fused steps that changes a <token>. It tries programs by itself.
short: It finds the <smallest set> of steps that changes a token.
more: It switches <half> of the steps at a time. So it needs only a <few> runs.

term: faults | a fault | the fault catalogue | fault injection | the faults tab
what: Faults are known <kernel mistakes> that you can switch on, such as a missing residual. The lab must then name the <guilty
 step>.
short: Faults are known <mistakes> to switch on.
more: Each fault tells its <history> and its symptom. Try the <bias> that Qwen3 does not have.
why: They show what a real bug <looks like>. And they <test> the lab itself.

how: switch on a fault | try a fault | inject a fault | break a kernel | turn on a fault | make the model fail
what: Open the <faults> tab of the lab, choose a fault and <switch it on>. Then ask me something and watch the stages.
short: In the <faults> tab of the lab.
more: Switch it off again and I am <well>. The fault never changes the <weights>.

term: the verdict | a verdict | the diagnosis
what: The verdict is one sentence that names the <step> to blame, what is wrong with it, and how <sure> that is.
short: It names the <step> to blame.
more: It compares replay errors with the <noise floor>. If nothing is wrong, it <says so>.

term: guards | the guards | the safety guards
what: Guards keep a broken kernel from harm: a <self-test> on load, a scan of the weights, and a <watchdog> that stops on
 NaN or infinity.
short: They <test> on load and <stop> on bad numbers.
more: If a self-test fails, the step falls <back> to the reference, and the page <says so>.

term: the watchdog | a watchdog
what: The watchdog stops the answer when a number is <not finite>, and names the <stage> where it happened first.
short: It stops on numbers that are <not finite>.
more: Without it you would only see <!!!!!>. It looks at the <bits> of each float.

how: share a finding | share a picture | share a result | share what I see | send a finding to a colleague | export a finding |
 report a kernel bug
what: Press <share> in the lab: you get a <picture> that carries all that is needed to run it again. Send it to anyone.
short: Press <share> and send the <picture>.
more: Whoever drops the picture on this page gets the same <model, prompt and program>. <Nothing> is uploaded.

how: open a shared picture | load a shared picture | open a finding | run a finding again | use a picture that I got
what: <Drop> the picture on this page. It sets the same model, prompt and program, and <runs> it again.
short: <Drop> the picture on this page.
more: The <numbers> of both runs are then shown side by side. If the model is missing, the page <asks> for it.

term: a permalink | permalinks | the link to a view
what: A permalink is the <address> in your browser: it names the <view> you see. Copy it, and others see the same.
short: It is the <address> of a view.
more: Everything is after the <#>, so it is never sent to a <server>.

how: load a real Qwen3 | load another model | use a real model | use a bigger model | load Qwen3-0.6B | run the real Qwen3 |
 switch to a real Qwen3 | choose another model | change the model
what: Open <Models> in the top bar and choose a source: a <folder> on your disk, a <URL>, or a <Hugging Face> id such as
 Qwen/Qwen3-0.6B.
short: Open <Models> and choose a <folder>, URL or hub id.
more: The page shows the <size> before it loads. Qwen3-0.6B has about <1.2 GB>.

how: load a model from a folder | open a folder | load a local model | use a model from my disk | open my own checkpoint |
 load a checkpoint folder | load my own model
what: Open <Models> and choose a <folder>, or drop it on the page. It needs config.json, the <safetensors> files and the
 tokenizer's files.
short: Choose or drop the <folder> under Models.
more: The files never <leave> your machine. If one does not fit, the page says <which> and why.

how: load a model from a URL | load a model from an address | use a base URL | load from my server | load a model from a web server
what: Open <Models> and give the <base URL> of a folder in Hugging Face layout. The server must allow <CORS>.
short: Give its <base URL> under Models.
more: The weights are <streamed> straight to the GPU. The page must be <allowed> to connect to that host.

how: load a model from Hugging Face | use a Hugging Face id | load from the hub | load a model by its hub id | download Qwen3
what: Open <Models> and type the id, such as <Qwen/Qwen3-0.6B>. Its files come from the <hub> straight to your GPU.
short: Type its <id> under Models.
more: Larger ones work too if your <memory> allows: 1.7B needs about <3.4 GB>.

ask: [Which|What|What sorts of] [checkpoints|weights|files|networks|model files] [can|will|do] [you|it|the app|this app|I] [take|load|read|open|run|use][?|] || [Is|Are] [my model|other checkpoints|all models|other weights] [accepted|supported|okay][ here|][?|] ||
 [Which|What] models [can I use|can I load|work|are supported|do you support|run here][ here|][?|] ||
 Does [it|this] run [Llama|Mistral|Gemma|other models]? || Can I [load|use] [Llama|Mistral|Gemma|GPT] here? ||
 Does it [work|run] with Qwen3-[4B|8B|1.7B]?
held: Which checkpoints does this page accept? || What kinds of models may I load?
topic: supported models
what: <Qwen3> text models in f32, f16 or bf16: 0.6B, 1.7B, 4B and 8B, if your GPU has the <memory>. Other families are
 <refused>.
short: Only <Qwen3> text models.
more: Weights run <as published>. Each problem is named with its <file> and field.

how: turn thinking on | turn thinking off | switch thinking on or off | disable thinking | enable thinking | stop the thinking
what: Use the <thinking> switch at the message box. It counts for the <next> message.
short: With the <thinking> switch at the message box.
more: Thoughts are shown <folded>, with how long they took. Click to <unfold> them.

how: change the temperature | change the sampling settings | make the answers less random | set the seed | change the settings |
 set top-k | make the answers repeatable
what: Open <Settings>: temperature, top-k, top-p, min-p, repetition penalty, seed and length. They count for the <next>
 message.
short: In the <Settings>.
more: Presets give what Qwen3's authors <advise>, and <greedy>.

how: stop the answer | interrupt the model | stop generating | cancel the answer | make you stop
what: Press <Stop>. It takes effect before the <next token> appears.
short: Press <Stop>.
more: What was written <stays>, and you can go on from <there>.

how: regenerate the answer | get another answer | try the answer again | ask for a new answer
what: Press <Regenerate> under the answer. The old answer is <kept>, and you can switch between them.
short: Press <Regenerate> under the answer.
more: With another <seed> it will differ. Greedy answers are always the <same>.

how: edit my message | change my question | edit an earlier message | correct my message
what: Press <Edit> at your message, change it and send. The conversation goes on from <there>.
short: Press <Edit> at the message.
more: The earlier branch is <kept>. Small arrows <switch> between them.

how: start a new chat | clear the chat | begin again | delete the conversation | start over
what: Press <New chat>. The model stays <loaded>.
short: Press <New chat>.
more: A new chat starts with an empty <context>, so answers come <faster>.

how: write a system prompt | set a system prompt | give you a role | change the system prompt
what: Write it under <Settings>, in the field <System prompt>. It counts from the next message.
short: In the <Settings>.
more: I am a toy and hardly <follow> it. A real <Qwen3> does.

how: copy an answer | copy your answer | copy the code | copy a code block
what: Press <Copy> under the answer. A <code block> has its own copy button.
short: Press <Copy> under it.
more: You get the <markdown> as it was <written>.

ask: [In|With|On] [what|which] [browser|browsers] [can I|does it|will the app|do you] [run|work|open][ this| it|][?|] || [Must I|Do I have to|Should I] [install|use|have] [a new|a certain|another|a special kind of] browser[?|] ||
 [Which|What] browsers [work|are supported|can I use|do I need][?|] || Does [it|this] [work|run] in [Firefox|Safari|Chrome|Edge]? ||
 [Which|What] browser do I need? || Can I use [Firefox|Safari] [here|for this]?
held: In which browsers does this page run? || Do I need a special browser for this?
topic: browsers
what: Any browser with <WebGPU>: current Chrome and Edge, Safari 26, and Firefox on <Windows> and Mac.
short: Any current browser with <WebGPU>.
more: On Linux you may have to <enable> WebGPU in the browser. The page says <how>.

ask: [Is a GPU|Is a graphics card|Is a good graphics card|Is a graphics chip|Are GPUs] [needed|necessary|a must|obligatory|mandatory][ for this| here|][?|] ||
 [Must I|Should I|Do I have to|Does my machine have to|Must my laptop] [own|have|buy|contain] [a GPU|a graphics card|graphics hardware|a video card][?|] || Is it [required|enough] to have [a GPU|a graphics card|a CPU][?|] ||
 Do I need a GPU[?|] || [Does|Will] [it|this] [work|run] without a GPU[?|] || I have no [GPU|graphics card][.|] ||
 What if I [have no|don't have a] GPU? || Can [it|this] run on [the|a] CPU?
held: Is a graphics card required? || Must my computer have a GPU for this?
topic: no GPU
what: A <GPU> makes it fast, but I also run on a <CPU> adapter, slowly. If neither is there, the page says <what to do>.
short: A <GPU> is better, a <CPU> works for me.
more: A real Qwen3 on a CPU would be very <slow>. I am <tiny>, so I manage.

ask: [What becomes of|Who reads|Who can see|Where is|Where goes|Who gets] [what I write|what I type|the things I say|my text|all that I type|my words|our chat][ here|][?|] ||
 [Does|Will|Can] [my text|what I write|a word of this|any of it|something I say|anything] [leave|get out of|go out of] [my machine|this computer|my browser|the browser|my PC][?|] || [Does|Is] what [happens|I write] here [stay|kept] [secret|private|here|on my computer][?|] ||
 [Is|Are] [my data|my messages|this|it] [private|safe|sent anywhere|sent to a server|uploaded][?|] || Do you [send|store|save] my [data|messages]? ||
 [Where|Who] [do|sees] my [messages|data] [go|][?|] || Does this work offline[?|] || Do I need [the |]internet[?|] || Is anything uploaded[?|]
held: What happens to the things I write here? || Does anything I type leave my computer?
topic: privacy
what: All runs on <your machine>. Nothing you write is <sent> anywhere. I even work <offline> once the page is loaded.
short: Nothing <leaves> your machine.
more: The network is used only to load the page, and a <model> that you <choose>.

ask: [How|What] [do I|could I do to|can be done to|helps to|would] [make|get|speed|have] [this|you|it|answers|the model] [up|quicker|faster|run faster][?|] ||
 [Why|How come] [does|do] [it|this|an answer|answers|the text|each word|you] [take|need] [so long|so much time|ages|that long|forever][?|] || [Speed|Speeding] [it |this |you |]up[: how|, how][?|] || [Your answers|Answers|The words] [come|are|appear] [so |too |very |][slowly|slow][.|] ||
 Why [are you|is it|is this] [so |]slow[?|] || [How can I|Can I|How to] make [it|you|this] faster[?|] || How fast [is this|are you|is it][?|] ||
 How many tokens per second [do you make|are possible][?|] || You are [very |too |]slow[.|]
held: What can I do to speed this up? || Why does an answer take so long?
topic: speed
what: Speed depends on your <GPU> and on the kernels: <fused> ones are faster. The top bar shows <tokens> per second.
short: It depends on your <GPU> and the <kernels>.
more: A <CPU> adapter is slow. Each token reads all <weights>, so small models are fast.

ask: [Can|May|Could] [a script|scripts|programs|I|my tests] [use|run|drive|call] [the same engine|the engine|the model|it] [from a terminal|from a shell|without the page|on a server|in a script][?|] ||
 [How|In which way] [can|do] I [trace|run|test] [a model|the model|a prompt|things] [in a terminal|from a shell|in the terminal|in a console|with a script][?|] ||
 What is [the |a |]trace[ command| tool|][?|] || [How|Can] [do I|I] [run|use] [it|this|Plumbline] [without a page|from a script|in CI|from the command line][?|] ||
 Is there a [command line|headless] [tool|version|mode][?|] || How do I use the trace[ command| tool|]? || headless trace
held: Can scripts run the same engine? || How could I trace a model from a terminal?
topic: the headless trace
what: <npm run trace> runs the same engine in a <headless> browser and writes the <statistics> of every stage to a file.
short: <npm run trace> does it without a page.
more: It takes tokens or a <prompt>, a choice of kernels and a fault. With <--tensors> it saves every stage.

ask: [How|What] [do|must|can|could|should] I [do to |][have|run|host|get|serve|use] [this page|the page|all this|a copy of it|the site|this site] [on my laptop|on my PC|at home|on my own|on my own machine|on my own server|myself][?|] ||
 [What is the|What's the|Which|Under what|Tell me the] licence[ of the code| of this| here| of the source| does the code have|][?|] ||
 How do I [install|build|run|start] [this|it|Plumbline|the app][ myself| locally| on my machine|][?|] || Where is the [code|source|source code][?|] ||
 Is [this|it|Plumbline] open source[?|] || [What|Which] licence [has it|does it have|is it][?|]
held: How can I run this page on my own computer? || Under which licence is the code?
topic: running it yourself
what: Clone the repository and run <npm start>; it needs <Node> and nothing else. The licence is <Apache-2.0>.
short: Run <npm start> in the repository.
more: <npm test> runs every <check>, in a real browser.

ask: [Can|May|Will|Do] [large|huge|extreme|high] [K-norm |]gains [destroy|hurt|harm|break|spoil|crash] [a model|the model|the answers|it][?|] || [Must|Do|Should] [the |][K-norm |]gains [have to |need to |][be |][clamped|limited|made smaller|clipped][?|] ||
 [Are|Is] [large|extreme|big] [K-norm |]gains [harmful|bad|a problem|dangerous][?|] || Do [large|extreme|big] [K-norm |]gains [break|harm|hurt] [the model|anything][?|] ||
 [Is|Are] the K-norm gains [to blame|the cause|the problem][?|] || Should I [clamp|limit] the K-norm gains[?|]
held: Could extreme K-norm gains break a model? || Must K-norm gains be clamped?
topic: extreme gains
what: No. A gain multiplies signal and error <alike>, so extreme gains alone do <no harm>. I have gains up to <96.5> and still
 talk.
short: No, they do <no harm> alone.
more: Look for a missing <residual>, a wrong bias or an <overflow> in v instead. Clamping only changes the model.

ask: [What|How] [do I do|can I do|now|must I do|to do|do I react] [when|if|after] the [GPU|device|graphics card] [is gone|is missing|has gone away|died|vanished|was lost][?|] ||
 The [page|app|tab|site|model] [does nothing|hangs|is frozen|is stuck|reacts no more|does not respond|no longer reacts|stands still][ any more| now|][.|] ||
 The [page|app|tab|GPU|device] [crashed|is lost|was lost|stopped|hangs][.|] || What [is|means] device lost[?|] || What if the GPU [is lost|crashes][?|] ||
 [The|My] [model|page] does not [load|work|answer][.|] || Something is [wrong|broken][.|] || It does not work[.|]
held: What should I do when the GPU is gone? || The page does not react any more.
topic: a lost GPU
what: Press <Reload>: the model is loaded again and your conversation is <kept>. If it happens again, try a <smaller> model.
short: Press <Reload>; the conversation is <kept>.
more: A GPU can be lost when <memory> runs out or the driver <restarts>.

ask: [Can|Could|May] [I|one] [work|use it|do all|do everything|control the page] [without|with no|with only] [a mouse|the keyboard|mouse|keys][?|] || [Is|Does] the [mouse|keyboard] [needed|required|enough|work|do][ here|][?|] ||
 [Can|How do|May|Where do] I [have|get|switch on|turn on|switch to|choose|use] [dark mode|a dark theme|the dark theme|a dark look|dark colors|a dark page|darker colours][?|] ||
 [What|Which] [is|are] the keyboard shortcut[s|][?|] || Can I use [this|it|the page] with the keyboard[?|] || [Is there|Do you have] a dark mode[?|] ||
 Does [it|this] work on a phone[?|] || Can I use it on my phone[?|]
held: Does the page work without a mouse? || Can I switch to dark colours?
topic: keyboard and looks
what: Everything works with the <keyboard> alone, on a <phone>, and in light and <dark>.
short: Yes: <keyboard>, phone, light and <dark>.
more: The theme is under <Settings>. Enter <sends> a message.
""")

start = topic(FACTS)
