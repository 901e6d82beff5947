"""Facts about the lab and its tabs."""

from .facts import table

FACTS = table("""
term: the lab | the numerics lab | numerics lab
what: The {page.lab} shows the <numbers inside> the model: what each <layer> and each kernel computes, and how long it takes.
short: The {page.lab} shows the <numbers inside> the model.
more: Its tabs are <{lab.compare}>, {lab.live}, {lab.diagnose}, {lab.kernel}, {lab.checks}, {lab.weights}, {lab.bench}, {lab.story} and
 <{lab.findings}>.
why: {lab.diagnose} shows which <step> is wrong, and whether it is a <bug> or only rounding.

term: the {lab.compare} tab | {lab.compare} in the lab
what: {lab.compare} shows how many <microseconds> each step of a token takes, with <reference or fused> kernels.
short: It shows the <time> of each step.
more: Both sets are <timed> while I write. You can <copy> the table.

term: the {lab.live} tab | {lab.live} in the lab
what: {lab.live} draws the numbers of every <layer> for each <token>, while I write: their size and their largest value.
short: It draws the numbers of every <layer>.
more: You can go <back> to any token, see what each layer would <say> next, and share it.

term: the {lab.diagnose} tab | {lab.diagnose} in the lab
what: {lab.diagnose} runs each fused step on the <reference's inputs> and names the one that is <wrong>.
short: It finds the <wrong> step.
more: You can choose a known <fault> there to see how it is <found>.

term: the {lab.kernel} tab | {lab.kernel} in the lab | my own kernel
what: {lab.kernel} tries a kernel that <you> write: it is compiled, compared with <float64> and run in every layer.
short: It tries a kernel of <your own>.
more: Start from the <text> of one of ours. Your kernel never writes my <answers>.

term: the {lab.checks} tab | {lab.checks} in the lab | known answers
what: {lab.checks} compares the model with <known answers>: what others, such as <transformers>, have computed.
short: It compares the model with <known answers>.
more: It also shows whether a token gets the <same bits> alone and among <others>.

term: the {lab.weights} tab | {lab.weights} in the lab
what: {lab.weights} shows the <gains> of every norm of this checkpoint, and whether large ones <matter>.
short: It shows the <gains> of every norm.
more: It also tries the <remedies> that people use on them, and says what they <change>.

term: the {lab.bench} tab | {lab.bench} in the lab | a benchmark | the benchmark
what: {lab.bench} measures how <fast> the loaded model runs here: <tokens per second>, fused and reference.
short: It measures how <fast> this machine is.
more: Close other <tabs> first. On a CPU it takes some <minutes>.

term: the {lab.story} tab | {lab.story} in the lab
what: {lab.story} tells how a team lost a <week> to <!!!!!>, and runs their search again on your machine.
short: It tells of a kernel that printed <!!!!!>.
more: The cause was a <bias> that Qwen3 does not <have>.

term: the {lab.findings} tab | {lab.findings} in the lab | findings | a finding
what: {lab.findings} keeps what you and others <found>: pictures that each carry their <run>. You can open and compare them.
short: It keeps <pictures> of findings.
more: They are kept in <this browser> only. You can <export> them as one file.
""")
