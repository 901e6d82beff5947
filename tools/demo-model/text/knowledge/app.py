"""Facts about Plumbline and how to use it."""

from . import app_lab, app_questions
from .facts import table, topic

FACTS = table("""
term: Plumbline | plumbline | this app | this page | this website | this tool | the app
what: Plumbline runs <Qwen3> in your browser on <WebGPU>. You can chat, switch its kernels, and see in the <{page.lab}> what
 they compute.
short: Plumbline runs <Qwen3> in your <browser>.
more: Nothing is sent to a server: the model runs on <your own> machine. It is open source under <Apache-2.0>.
why: It finds in a <minute> which <kernel> computes something wrong. Otherwise that can take a week.

ask: [What|what][ is|'s] [this|this thing|this place|all this|this here|here|it that I see here][?|] || What am I [looking at|seeing here|using here][?|] || Where am I[?|] || What [did|have] I [open|find|opened|found][ here|][?|] ||
 [I don't|I do not] [get|understand] [this page|this site|what this is|what this does|what I see here][.|] || What [kind|sort] of [page|site|app|thing] is this[?|] || [Explain|Describe] this [page|site|thing|app][ to me|][.|] ||
 [So what|And what|What exactly] is this [for|about|all about|doing|good for][?|] || What is [going on|happening|behind this] here[?|] || what does this do[?|]
held: What is it that I am looking at here? || Could you explain what this page is about?
topic: what this is
what: This is Plumbline: it runs <Qwen3> in your browser on <WebGPU>. You chat with me, {page.toy}, and the <{page.lab}> shows
 the numbers inside.
short: It is Plumbline: <Qwen3> in your browser.
more: You can switch my <kernels> while I write, and load a <real Qwen3> under {page.models}.

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
more: Ask me something, then flip the <kernel switch> and watch the <{page.lab}> beside the chat.
""") + app_lab.FACTS + table("""
term: the kernel switch | the program switch | the switch | a program | programs
what: The kernel switch in the <top bar> chooses <reference or fused> kernels. Behind <{page.steps}> is one switch for every step.
short: It chooses <reference or fused> kernels.
more: You can flip it while I write: the <next token> already uses the <other> kernels.

how: switch kernels | change the kernels | use the fused kernels | switch to reference kernels | turn on the fused kernels |
 choose the kernels | switch between reference and fused
what: Use the <kernel switch> in the top bar: reference or fused. Press <{page.steps}> to choose for each one.
short: With the <kernel switch> in the top bar.
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
why: Lockstep shows how far an error <spreads>. To find who <caused> it, look at the replay.

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
what: Bisect searches for the <smallest set> of fused steps that changes a <token>. It is a choice in <{lab.diagnose}>.
short: It finds the <smallest set> of steps that changes a token.
more: It switches <half> of the steps at a time. So it needs only a <few> runs.

term: faults | a fault | the fault catalogue | fault injection | known faults
what: Faults are known <kernel mistakes> that you can make on purpose, such as a missing residual. <{lab.diagnose}> must then
 name the guilty step.
short: Faults are known <mistakes> to make on purpose.
more: Each fault tells its <history> and its symptom. Try the <bias> that Qwen3 does not have.
why: They show what a real bug <looks like>. And they <test> the diagnosis itself.

how: switch on a fault | try a fault | inject a fault | break a kernel | turn on a fault | make the model fail
what: Open <{lab.diagnose}> in the lab, choose a <{diagnosis.fault}> and press {diagnosis.find}.
short: With <{diagnosis.fault}> in {lab.diagnose}.
more: You can make it in the <chat>, too, and see what I say. It never changes the <weights>.

how: find a wrong kernel | find the faulty step | debug my kernels | locate a numerical bug | search for the guilty kernel |
 find out why the answers are nonsense
what: Open <{lab.diagnose}> in the lab and press <{diagnosis.find}>: it names the step to blame.
short: Press <{diagnosis.find}> in the lab.
more: An error far above the <noise floor> is a bug. Try it with a <fault> first.

term: the verdict | a verdict | the diagnosis
what: The verdict names the <step> to blame, where it is wrong first, and which known <fault> it looks like.
short: It names the <step> to blame.
more: It compares replay errors with the <noise floor>. If nothing is wrong, it <says so>.

term: guards | the guards | the safety guards | the self-test
what: Guards keep a broken kernel from harm: a <self-test> when kernels first run here, and a <watchdog> that stops senseless
 answers.
short: They <test> the kernels and <stop> senseless answers.
more: If a step fails the self-test, it runs its <reference>, and the page <says so>.

term: the watchdog | a watchdog
what: The watchdog stops an answer when its <logits> say nothing any more, and names the <layer> where that began.
short: It stops answers whose <logits> say nothing.
more: Without it you would only see <!!!!!>. It looks at the <bits> of each float.

how: share a finding | share a picture | share a result | share what I see | send a finding to a colleague | export a finding |
 report a kernel bug
what: Press <{sharing.share}> in the lab: you get a <picture> that carries all that is needed to run it again. Send it to anyone.
short: Press <{sharing.share}> and send the <picture>.
more: Whoever drops the picture on this page can run it with <{sharing.reproduce}>. <Nothing> is uploaded.

how: open a shared picture | load a shared picture | open a finding | run a finding again | use a picture that I got
what: <Drop> the picture on this page and press <{sharing.reproduce}>: it is run again with the same program and prompt.
short: <Drop> the picture and press {sharing.reproduce}.
more: The <numbers> of both runs are then shown side by side. If it needs another <model>, the page says so.

term: a permalink | permalinks | the link to a finding | a link to a finding
what: A permalink is an address that names what is <shown>. Press <{sharing.copyLink}> when you share a finding.
short: It is an <address> that names what is shown.
more: Everything is after the <#>, so it is never sent to a <server>.

how: look inside an answer | inspect a token | see how sure you are | see other words you could have said | inspect an answer
what: Press <{chat.inspect}> under the answer, then any <token>: you see how likely it was, and what else could have come.
short: Press <{chat.inspect}> under it.
more: Press <another> token of its list, and the answer <branches> there.

how: load a real Qwen3 | load another model | use a real model | use a bigger model | load Qwen3-0.6B | run the real Qwen3 |
 switch to a real Qwen3 | choose another model | change the model
what: Open <{page.models}> in the top bar and choose one that <fits>, or give a folder, a URL or a <{models.hubId}>.
short: Open <{page.models}> and choose one that fits.
more: The page shows the <size> before it loads. Qwen3-0.6B has about <1.5 GB>.

how: load a model from a folder | open a folder | load a local model | use a model from my disk | open my own checkpoint |
 load a checkpoint folder | load my own model
what: Open <{page.models}> and press <{models.folder}>, or drop it on the page. It needs config.json, the safetensors files and
 the tokenizer's files.
brief: from [a folder|a directory|a local folder|this computer|my PC|files that I have|my hard drive] || [if|when] I [have|downloaded] the files[ already|]
short: Press <{models.folder}> under {page.models}, or drop it.
more: The files never <leave> your machine. A <GGUF> file can be opened, too.

how: load a model from a URL | load a model from an address | use a base URL | load from my server | load a model from a web server
what: Open <{page.models}> and give the <{models.baseUrl}> of a GGUF file or a checkpoint folder. It must be on the server of this page.
brief: from [a URL|a server|my server|an address|a web server|a link|another site] || [if|when] I host [it|the files] myself
short: Give its <{models.baseUrl}> under {page.models}.
more: The weights are <streamed> straight to the GPU, and <kept> for your next visit.

how: load a model from Hugging Face | use a Hugging Face id | load from the hub | load a model by its hub id | download Qwen3
what: Open <{page.models}> and type the {models.hubId}, such as <Qwen/Qwen3-0.6B>. Its files come from the <hub> straight to your GPU.
brief: from [the hub|Hugging Face|HF|the Hugging Face hub|the internet|its authors]
short: Type its <{models.hubId}> under {page.models}.
more: Larger ones work too if your <memory> allows: 1.7B needs about <3.4 GB>.

how: keep a model | keep a model for my next visit | save a downloaded model | store a model on this device
what: It is kept by itself: <{models.keep}> is switched on when you load from the hub or a <URL>.
short: With <{models.keep}>, which is on.
more: Your next visit then needs no <network>. You can delete it under <{page.models}>.

ask: [Which|What|What sorts of] [checkpoints|weights|files|networks|model files] [can|will|do] [you|it|the app|this app|I] [take|load|read|open|run|use][?|] || [Is|Are] [my model|other checkpoints|all models|other weights] [accepted|supported|okay][ here|][?|] ||
 [Which|What] models [can I use|can I load|work|are supported|do you support|run here][ here|][?|] ||
 Does [it|this] run [Llama|Mistral|Gemma|other models]? || Can I [load|use] [Llama|Mistral|Gemma|GPT] here? ||
 Does it [work|run] with Qwen3-[4B|8B|1.7B]? ||
 [What|Which] [kind|sort|type|family] of [model|checkpoint|network] [is allowed|is accepted|do you take|works here|can one load][?|] ||
 [Do|Can] [all|other|any] models [work|run|be loaded][ here|][?|] || [Which|What] [models|checkpoints] [are allowed|may be loaded|are possible|does the app accept|can this page open|does the site take|fit][?|] ||
 [Does|Will] [the page|the app|it] [accept|take|open|read] [every model|any checkpoint|other models|my checkpoint][?|]
held: Which checkpoints does this page accept? || What kinds of models may I load?
topic: supported models
what: Dense <Qwen3> text models, if your GPU has the <memory>: bf16, f16, f32, FP8, GGUF, MLX, GPTQ and AWQ. Other families
 are <refused>.
short: Only <Qwen3> text models.
more: Weights run <as published>. Each problem is named with its <file> and field.

how: turn thinking on | turn thinking off | switch thinking on or off | disable thinking | enable thinking | stop the thinking
what: Use the <{chat.thinking}> switch at the message box. It counts for the <next> message.
short: With the <{chat.thinking}> switch at the message box.
more: Thoughts are shown <folded>, with how long they took. Click to <unfold> them.

how: change the temperature | change the sampling settings | make the answers less random | set the seed | change the settings |
 set top-k | make the answers repeatable
what: Open <{page.settings}>: temperature, top-k, top-p, min-p, repetition penalty, seed and length. They count for the <next>
 message.
short: In the <{page.settings}>.
more: Presets give what Qwen3's authors <advise>, and <{settings.greedy}>.

how: stop the answer | interrupt the model | stop generating | cancel the answer | make you stop
what: Press <{chat.stop}>. It takes effect before the <next token> appears.
short: Press <{chat.stop}>.
more: What was written <stays>, and <{chat.continue}> goes on from there.

how: continue an answer | go on with a stopped answer | finish a cut answer | let you write on
what: Press <{chat.continue}> under the answer: it goes on where it <ended>, as if it had never stopped.
short: Press <{chat.continue}> under it.
more: It is there when an answer was <stopped>, cut or lost in a <reload>.

how: regenerate the answer | get another answer | try the answer again | ask for a new answer
what: Press <{chat.regenerate}> under the answer. The old answer is <kept>, and you can switch between them.
short: Press <{chat.regenerate}> under the answer.
more: With another <seed> it will differ. Greedy answers are always the <same>.

how: edit my message | change my question | edit an earlier message | correct my message
what: Press <{chat.edit}> at your message, change it and send. The conversation goes on from <there>.
short: Press <{chat.edit}>.
more: The earlier branch is <kept>. Small arrows <switch> between them.

how: start a new chat | clear the chat | begin again | start over
what: Press <{page.newChat}>. The old conversation stays in the <list>, and the model stays loaded.
short: Press <{page.newChat}>.
more: A new chat starts with an empty <context>, so answers come <faster>.

how: delete a conversation | rename a conversation | find an old conversation | see earlier chats | open an old chat | pin a chat
what: Open <{page.conversations}> at the left of the top bar. The dots of a row have {conversation.rename}, {conversation.pin} and
 <{conversation.delete}>.
short: Under <{page.conversations}>.
more: <{conversation.search}> looks through all that was said. {conversation.exportAll} writes one <file>.

how: attach a file | attach a text file | send a long text | give you a document
what: Press <{chat.attach}> at the message box, or <drop> the files on the page.
short: With <{chat.attach}>, or drop them.
more: A long <paste> is attached by itself. I am too <small> to read much of it.

how: write a system prompt | set a system prompt | give you a role | change the system prompt
what: Write it under <{page.settings}>, in the field <{settings.systemPrompt}>. It counts from the next message.
short: In the <{page.settings}>.
more: I am a toy and hardly <follow> it. A real <Qwen3> does.

how: copy an answer | copy your answer | copy the code | copy a code block
what: Press <{chat.copy}> under the answer. A code block has <{chat.copyCode}>.
short: Press <{chat.copy}> under it.
more: You get the <markdown> as it was <written>.

how: restart the engine | go on when the engine hangs | help when it does not respond
what: Press <{faults.restart}> when the page says that it does not respond. Your conversation is <kept>.
short: Press <{faults.restart}>.
more: An answer that was cut off can be <continued>. On a busy machine you can also <wait>.
""") + app_questions.FACTS

start = topic(FACTS)
