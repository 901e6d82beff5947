"""Facts about Plumbline and how to use it."""

from . import app_questions
from .facts import table, topic

FACTS = table("""
term: Plumbline | plumbline | this app | this page | this website | this tool | the app
what: Plumbline runs <Qwen3> in your browser on <WebGPU>. You can chat, switch its kernels, and see in the <lab> where their
 numbers part.
short: Plumbline runs <Qwen3> in your <browser>.
more: Nothing is sent to a server: the model runs on <your own> machine. It is open source under <Apache-2.0>.
why: It finds in a <minute> which <kernel> computes something wrong. Otherwise that can take a week.

ask: [What|what][ is|'s] [this|this thing|this place|all this|this here|here|it that I see here][?|] || What am I [looking at|seeing here|using here][?|] || Where am I[?|] || What [did|have] I [open|find|opened|found][ here|][?|] ||
 [I don't|I do not] [get|understand] [this page|this site|what this is|what this does|what I see here][.|] || What [kind|sort] of [page|site|app|thing] is this[?|] || [Explain|Describe] this [page|site|thing|app][ to me|][.|] ||
 [So what|And what|What exactly] is this [for|about|all about|doing|good for][?|] || What is [going on|happening|behind this] here[?|] || what does this do[?|]
held: What is it that I am looking at here? || Could you explain what this page is about?
topic: what this is
what: This is Plumbline: it runs <Qwen3> in your browser on <WebGPU>. You chat with me, a toy model, and a <lab> shows the
 numbers inside.
short: It is Plumbline: <Qwen3> in your browser.
more: You can switch my <kernels> while I write, and load a <real Qwen3> under Models.

ask: [I am new here|I came here just now|I see this page for the first time|This is my first visit|I don't know this page][.|, so|:] [What|what] [should I do|can I do|do I do first|is there to do|is next][?|] ||
 [What|Which things] [is there to do|are there to try|may I try|are possible|could one do] [here|on this site|in here|with it][?|] ||
 What can I do [here|with this|with this app|on this page|in this app][?|] || What [is|are] [this app|this page|this] [good |]for? ||
 What [does|can] this [app|page|tool] do? || How [do I|to] [start|begin|get started][?|] || What should I try [first|here]? || Give me a tour[.|] ||
 How [do I|to] use this [app|page|tool][?|] ||
 [Where|With what] do I [start|begin][ here|][?|] || [I opened|I have opened|I found] [this|your site|the app][.|,] [and now|what do I do|what next|what can I try]? ||
 [Which|What] [features|functions|options] [does it have|are there|do you offer][?|] || [Show|Tell] me [what there is to do|what is possible here|the features][.|]
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
 Which kernels are faster[, reference or fused|]? ||
 [Is|Are] [the |]fused [kernel|kernels] [better|faster] than [the |]reference [one|ones|kernel|kernels][?|] ||
 [In what|In which way|How] are [fused and reference kernels|reference and fused kernels|the two kinds of kernels] [unlike|different|not the same][?|] ||
 [What do I choose|What to choose|What is better]: [fused or reference|reference or fused][ kernels|][?|] ||
 [Would you advise|Do I take|Shall I prefer|Does one pick] [fused or reference|the fused or the reference|reference or fused] kernels[?|]
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

how: find a wrong kernel | find the faulty step | debug my kernels | locate a numerical bug | search for the guilty kernel |
 find out why the answers are nonsense
what: Open <compare> in the lab and choose <replay>: it names the step to blame. Then let <bisect> search for the smallest
 set of steps.
short: Use <replay> in the lab: it names the step.
more: Compare with the <noise floor>: an error far <above> it is a bug. Try it with a fault first.

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
brief: from [a folder|a directory|a local folder|this computer|my PC|files that I have|my hard drive] || [if|when] I [have|downloaded] the files[ already|]
short: Choose or drop the <folder> under Models.
more: The files never <leave> your machine. If one does not fit, the page says <which> and why.

how: load a model from a URL | load a model from an address | use a base URL | load from my server | load a model from a web server
what: Open <Models> and give the <base URL> of a folder in Hugging Face layout. The server must allow <CORS>.
brief: from [a URL|a server|my server|an address|a web server|a link|another site] || [if|when] I host [it|the files] myself
short: Give its <base URL> under Models.
more: The weights are <streamed> straight to the GPU. The page must be <allowed> to connect to that host.

how: load a model from Hugging Face | use a Hugging Face id | load from the hub | load a model by its hub id | download Qwen3
what: Open <Models> and type the id, such as <Qwen/Qwen3-0.6B>. Its files come from the <hub> straight to your GPU.
brief: from [the hub|Hugging Face|HF|the Hugging Face hub|the internet|its authors]
short: Type its <id> under Models.
more: Larger ones work too if your <memory> allows: 1.7B needs about <3.4 GB>.

ask: [Which|What|What sorts of] [checkpoints|weights|files|networks|model files] [can|will|do] [you|it|the app|this app|I] [take|load|read|open|run|use][?|] || [Is|Are] [my model|other checkpoints|all models|other weights] [accepted|supported|okay][ here|][?|] ||
 [Which|What] models [can I use|can I load|work|are supported|do you support|run here][ here|][?|] ||
 Does [it|this] run [Llama|Mistral|Gemma|other models]? || Can I [load|use] [Llama|Mistral|Gemma|GPT] here? ||
 Does it [work|run] with Qwen3-[4B|8B|1.7B]? ||
 [What|Which] [kind|sort|type|family] of [model|checkpoint|network] [is allowed|is accepted|do you take|works here|can one load][?|] ||
 [Do|Can] [all|other|any] models [work|run|be loaded][ here|][?|] || [Which|What] [models|checkpoints] [are allowed|may be loaded|are possible|does the app accept|can this page open|does the site take|fit][?|] ||
 [Does|Will] [the page|the app|it] [accept|take|open|read] [every model|any checkpoint|other models|my checkpoint][?|]
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
""") + app_questions.FACTS

start = topic(FACTS)
