"""Facts about number formats, their pitfalls and the hardware, in plain words."""

from .facts import table, topic

FACTS = table("""
term: bf16 | bfloat16 | BF16 | the bf16 format | brain float
what: bf16 is a 16-bit float with the <8 exponent bits> of float32 and only <7> mantissa bits. It has the same <range> as
 float32, but less precision.
short: bf16 has float32's <range> in <16 bits>.
more: Turning bf16 into float32 is a <shift by 16 bits>, and it is <exact>.
why: bf16 needs <half the memory> of float32 and hardly ever <overflows>.

term: f16 | fp16 | float16 | half precision | FP16
what: f16 is a 16-bit float with <5 exponent bits> and <10> mantissa bits. Its largest number is <65504>.
short: f16 is a 16-bit float that ends at <65504>.
more: It is more <precise> than bf16, but large activations <overflow> to infinity.
why: f16 takes <half the memory> of float32, and many GPUs compute <faster> with it.

term: f32 | fp32 | float32 | single precision | FP32
what: f32 is a 32-bit float with <8 exponent bits> and <23> mantissa bits. It keeps about <7> decimal digits.
short: f32 is a 32-bit float with about <7 digits>.
more: Here all activations and sums are in f32, also when the weights are <bf16>. That keeps <rounding> small.
why: Sums of many terms need the <precision> of f32. So kernels <accumulate> in it.

term: a floating point number | floating point | floats | a float
what: A float has a <sign>, an <exponent> and a <mantissa>. The exponent sets the range, the mantissa the precision.
short: A float is <sign>, exponent and mantissa.
more: Most results must be <rounded>. So the order of a sum <matters>.

term: an exponent | the exponent | exponent bits
what: The exponent says how <large> a float is: it is the <power of two> by which the mantissa is multiplied.
short: The exponent is the <power of two> of a float.
more: More exponent bits mean a larger <range>. bf16 and f32 have <8>, f16 has 5.

term: a mantissa | the mantissa | mantissa bits
what: The mantissa holds the <digits> of a float. More mantissa bits mean more <precision>.
short: The mantissa holds the <digits> of a float.
more: f32 has <23> bits of it, f16 has 10 and bf16 has <7>.

term: rounding | a rounding error | rounding errors | round-off
what: Rounding replaces a result by the <nearest> number that the format can hold. The difference is the <rounding error>.
short: Rounding takes the <nearest> number the format has.
more: In f32 it is about one part in <ten million>. Over many layers it <adds up>, but slowly.

term: an overflow | overflow | overflows | numeric overflow
what: An overflow happens when a result is <too large> for its format. It then becomes <infinity>.
short: An overflow is a result <too large> for its format.
more: f16 overflows above <65504>. Squares overflow first: 300 times 300 is already <too much>.

term: underflow | an underflow
what: An underflow happens when a result is <too small> for its format. It then becomes <zero>.
short: An underflow is a result <too small> for its format.
more: A scaled embedding can have a mean square below the <epsilon>; then the norm is <wrong>.

term: NaN | a NaN | NaNs | not a number
what: NaN means <not a number>. It comes from things like infinity minus infinity, and it <spreads> to all that follows.
short: NaN means <not a number>.
more: WGSL gives <no promise> about NaN. So this app looks at the <bits> of each float.

term: infinity | inf | Inf | infinities
what: Infinity is what a float becomes when a result is <too large>. One over infinity is <zero>.
short: Infinity is a result that was <too large>.
more: A norm of an infinite vector gives <zeros>, and then every token is <token 0>, the sign !.

term: quantisation | quantization | quantized weights | 4-bit weights
what: Quantisation stores weights with <fewer bits>, such as 8 or 4. It saves <memory> and costs some precision.
short: It stores weights with <fewer bits>.
more: This app runs weights <as published> and never quantises <silently>.

term: a kernel | kernels | GPU kernels | a GPU kernel
what: A kernel is a small program that runs on the <GPU>, many times in <parallel>. One kernel may compute a norm, another a
 matrix product.
short: A kernel is a small program on the <GPU>.
more: Here every kernel is written in <WGSL>. There are two sets: <reference> and fused.

term: a fused kernel | fused kernels | kernel fusion | fusion
what: A fused kernel does <several steps> in one go, for example norm, gate and up. Results stay in <registers> and do not
 go through memory.
short: A fused kernel does <several steps> in one go.
more: Fused kernels are <faster> and harder to get right. So each is checked against the <reference>.
why: Fusing saves trips to <memory> and launches. That makes decoding <faster>.

term: a reference kernel | reference kernels | the reference | the reference set
what: A reference kernel does <one plain operation>, in float32, as simply as possible. It is what fused kernels are
 <compared> with.
short: A reference kernel does <one plain operation>.
more: It is proven against <transformers>, stage by stage. It is <slow> and that is fine.

term: a GPU | the GPU | GPUs | graphics cards
what: A GPU is a processor with <thousands> of small cores. It is fast at the same work on <many numbers> at once.
short: A GPU does the same work on <many numbers> at once.
more: For decoding, its memory <bandwidth> matters most: all <weights> are read for every token.

term: WebGPU | webgpu | the WebGPU API
what: WebGPU is the way in which a <web page> uses the <GPU>. Chrome, Edge, Safari and Firefox have it.
short: WebGPU lets a <web page> use the GPU.
more: Its shaders are written in <WGSL>. If it is missing, the page says <what to do>.

term: WGSL | wgsl | the WGSL language
what: WGSL is the <shader language> of <WebGPU>. All kernels here are written in it by hand.
short: WGSL is WebGPU's <shader language>.
more: It makes <no promise> about NaN and infinity. Sine and cosine are rough, so RoPE <tables> are uploaded.

term: a dispatch | dispatches | a kernel launch
what: A dispatch is one <launch> of a kernel on the GPU. Each costs a few <microseconds>, even when it does little.
short: A dispatch is one <launch> of a kernel.
more: Fused kernels need <fewer> dispatches. That is much of why they are <faster>.

term: a workgroup | workgroups | a thread group
what: A workgroup is a group of threads that run <together> and share fast <memory>.
short: A workgroup is threads that share <memory>.
more: A sum over a vector is often made by <one> workgroup. Its <order> decides the rounding.

term: an adapter | the adapter | the GPU adapter
what: An adapter is the <GPU> that the browser found, or a <CPU> that stands in for one. The top bar names it.
short: An adapter is the <GPU> the browser uses.
more: Without a GPU the page can run on a <CPU> adapter. That is <slow>, but right.

term: memory bandwidth | bandwidth | the bandwidth
what: Memory bandwidth is how many <bytes a second> a chip can read. It limits <decoding>, since every token reads all
 weights.
short: It is how many <bytes a second> can be read.
more: 1.2 GB of weights at 100 GB a second take <12> milliseconds, so at most about <80> tokens a second.

term: tokens per second | tok/s | the speed in tokens
what: Tokens per second is the speed of the <answer>: how many tokens are written each <second>.
short: It is the <speed> of the answer.
more: It counts <decoding> alone; reading the prompt is <prefill>.

term: time to first token | TTFT | the first token time
what: Time to first token is how long you <wait> until the answer begins. It is mostly <prefill>.
short: It is how long you <wait> for the answer to begin.
more: It is shorter in later turns, since the <KV cache> keeps what was <read>.

term: RMS | root mean square | the root mean square
what: The root mean square is the <square root> of the mean of the <squares>. It says how large the elements typically are.
short: It is the <root> of the mean of the <squares>.
more: The lab shows the rms of every <stage>. RMSNorm <divides> by it.

term: epsilon | the epsilon | eps | rms_norm_eps
what: Epsilon is a tiny number, <1e-6> in Qwen3, that RMSNorm adds to the <mean square> before it divides.
short: It keeps a norm from <dividing by zero>.
more: If the input is scaled down too far, epsilon is <larger> than the mean square and the result is <too small>.

term: matrix multiplication | a matrix product | matmul | matrix products
what: A matrix product makes each output a <sum of products> of the input with one <row> of weights.
short: It makes each output a <sum of products>.
more: Nearly all the <time> goes there. The order of the sum decides its <rounding>.

term: cosine similarity | the cosine | cosine
what: Cosine similarity says whether two vectors point in the <same direction>: 1 is the same, 0 is <unrelated>.
short: It compares the <direction> of two vectors.
more: It does not see a wrong <scale>. So the lab shows the relative <error> beside it.

term: KL divergence | the KL | KL
what: KL divergence says how far apart two <distributions> over the next token are. <0> means the same.
short: It compares two <distributions>.
more: The lab shows it for the <logits> of both programs, beside the share of equal <top tokens>.

ask: [How|In what] [does|is|do] [f16|bf16] [differ|different] from [bf16|f16][?|] || [Explain|Tell me|Show me] [how|in what|the difference:] bf16 and f16[ differ| are different|][.|] ||
 What is the difference between bf16 and f16? || bf16 [or|vs|versus] f16[?|] || [How do|How are] bf16 and f16 [differ|different]? ||
 Compare bf16 [and|with] f16[.|] || [Is|Why is] bf16 better than f16? || difference bf16 f16 || float16 [or|vs] bfloat16?
held: How does bf16 differ from f16? || Explain the difference of bf16 and f16, please.
topic: bf16 and f16
what: bf16 has the <range> of float32 but only 7 mantissa bits. f16 is more <precise>, but overflows above <65504>.
short: bf16 has more <range>, f16 more <precision>.
more: Checkpoints of Qwen3 are in <bf16>. In f16 a large activation can become <infinity>.

ask: [How|In what] [does|is] [decode|decoding] [differ|different] from prefill[?|] || [Explain|Tell me|Show me] [how|in what|the difference:] prefill and decode[ differ| are different|][.|] ||
 What is the difference between prefill and decode? || prefill [or|vs|versus] decode[?|] || How do prefill and decode differ? ||
 Compare prefill [and|with] [decode|decoding][.|] || difference between prefill and decoding
held: How does prefill differ from decode? || Explain the difference of prefill and decode, please.
topic: prefill and decode
what: Prefill reads the whole <prompt> at once and is limited by computing. Decode writes <one token> at a time and is limited
 by memory <bandwidth>.
short: Prefill <reads>, decode <writes>.
more: Both use the same <weights> and the same <KV cache>.

ask: [Why|How come] [are|do] [the results|the outputs|the numbers|both results] of [both|the two|two|different] kernels [not |][the same|identical|differ|differ a little|exactly equal|equal][?|] || [Why|How can it be that] [is|are] [fused and reference|the two|both kernels|two kernels] [not the same|slightly different|not identical|a bit different][?|] ||
 Why [do|can|would] [two|the] kernels [give|have] different [results|numbers]? || Why are the [numbers|results] [not equal|different]? ||
 Why do the results differ[ slightly| a bit|]? || Why [is there|do I see] a [small |]difference between [fused and reference|reference and fused]?
held: How come two kernels give slightly different numbers? || Why is the result of the two kernels not exactly the same?
topic: different results
what: Floats are <rounded> after each operation, so the <order> of a sum changes the last digits. Small differences are
 normal; the <noise floor> says how small.
short: The <order> of a sum changes its <rounding>.
more: A step is bad only when its error is far above its own <noise floor>. Then it is a <bug> and no rounding.

ask: [It|The model|Qwen3|My model|The chat] [writes|gives|says|answers|shows] [nothing but|just|only|always] !!!!![.|?|] || [Why|What is it when|What does it mean when] [is|are] [each token|all tokens|every word|the whole answer] [an exclamation mark|exclamation marks|token 0][?|] ||
 Why [does the model|does it|do I] [print|write|say|see|get] [only |]!!!!![?|] || [What does|Why] !!!!! [mean|]? ||
 The [model|output] [is|says|prints] [only |]!!!!! || Why is every token [!|token 0|0]? || I [see|get] only exclamation marks[.|]
held: My model prints nothing but !!!!! || What is wrong when every token is an exclamation mark?
topic: exclamation marks
what: Token 0 of Qwen3 is the sign <!>. When activations <overflow>, the norm makes them zero, all logits are equal, and the
 model says <token 0> again and again.
short: An <overflow> made all logits equal, so it says <token 0>.
more: The lab shows the first stage that is <not finite>. Look at <v>: it has no norm that hides a mistake.
""")

start = topic(FACTS)
