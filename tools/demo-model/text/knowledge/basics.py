"""Facts about how a model like Qwen3 works, in plain words."""

from .facts import table, topic

FACTS = table("""
term: RMSNorm | RMS norm | rmsnorm | root mean square normalisation | RMS normalization | the norm
what: RMSNorm divides a vector by its <root mean square> and multiplies each element by a <learned gain>. It keeps the
 numbers at a steady size from layer to layer.
short: RMSNorm divides a vector by its <root mean square> and applies a gain.
more: A small <epsilon> is added to the mean square, so that nothing is divided by zero. Unlike LayerNorm, it subtracts
 <no mean>.
why: Without RMSNorm the numbers would <grow or shrink> from layer to layer. With it every layer gets inputs of a
 <steady size>.

term: RoPE | rope | rotary position embedding | rotary embeddings | rotary positions
what: RoPE tells the model where each token is. It <rotates> pairs of query and key elements by an angle that grows with
 the <position>.
short: RoPE <rotates> queries and keys by their <position>.
more: After RoPE, a score depends only on the <distance> between two tokens. Qwen3 pairs element i with element
 <i + 64>, half a head away.
why: Attention alone does not know the <order> of tokens. RoPE puts the <position> into queries and keys.

term: softmax | the softmax | softmax function
what: Softmax turns a list of scores into <probabilities>: it takes the <exponential> of each score and divides by their
 sum. The results are positive and add up to 1.
short: Softmax turns scores into <probabilities> that <add up to 1>.
more: The largest score is <subtracted> first, so that the exponential cannot <overflow>. The result stays the same.
why: Softmax makes <weights> out of scores: attention uses them to <mix> values, and sampling uses them to choose a token.

term: attention | self-attention | the attention | attention mechanism
what: Attention lets a token look at the <earlier tokens>. Its <query> is compared with their <keys>, softmax makes weights
 of the scores, and their <values> are mixed with these weights.
short: Attention mixes the <values> of earlier tokens by how well their <keys> match the query.
more: Scores are divided by the <square root> of the head size. Each <head> does this on its own, and the results are
 joined.
why: Attention is the only place where tokens <exchange information>. All else works on <one token> at a time.

term: the KV cache | a KV cache | KV cache | kv-cache | the key-value cache | KV caching
what: The KV cache keeps the <keys> and <values> of all earlier tokens. So each new token is computed <once>, and the
 earlier ones are not computed again.
short: The KV cache stores <keys and values> of earlier tokens.
more: It grows with every token, by one key and one value a <layer> and KV head. Here it is kept from <turn to turn>, so only
 new tokens are read.
why: Without the KV cache every new token would mean <computing all> earlier ones again. With it, that work is done
 <once>.

term: a residual | the residual | residual connections | a residual connection | the residual stream | skip connections
what: A residual connection <adds> the output of a block to its <input>. So the input passes on unchanged, and each block
 only adds a correction.
short: A residual <adds> a block's output to its input.
more: Every layer of Qwen3 has <two>: one after attention and one after the <feed-forward> part.
why: Residuals let information and gradients pass through <many layers>. Forget one, and every later layer gets the
 <wrong input>.

term: an embedding | embeddings | the embedding | token embeddings | the embedding table
what: An embedding is a <vector> that stands for a token. The model looks it up in a <table> with one row a token.
short: An embedding is the <vector> of a token.
more: Qwen3 does not <scale> its embeddings. In the small models the same table is also the <output> projection.
why: A model can only compute with <numbers>. The embedding turns a token id into a <vector> of them.

term: a token | tokens | token | the tokens
what: A token is a <piece of text>: a word, a part of a word or a sign. The model reads and writes <one token> at a time.
short: A token is a <piece of text>, such as a word.
more: Each token has a number, its <id>. Qwen3 knows 151,936 ids, and I know about <3,000>.
why: Tokens are shorter than words and longer than <letters>. So any text can be written with a <fixed> list of them.

term: a tokenizer | the tokenizer | tokenizer | tokenization | tokenisation
what: A tokenizer cuts text into <tokens> and gives each its <id>. It also turns ids back into text.
short: A tokenizer turns text into <token ids> and back.
more: Qwen3 uses byte-level <BPE>: every text can be written, even when a word is <unknown>.

term: BPE | byte pair encoding | byte-level BPE
what: BPE builds tokens by <merging>: it starts from single <bytes> and joins the most frequent pair again and again.
short: BPE <merges> frequent pairs of <bytes> into tokens.
more: The list of <merges> is learned once from text and never changes. Common words end up as <one token>.

term: logits | the logits | a logit | logit
what: Logits are the <scores> that the model gives to every token of its <vocabulary>. The highest score is the most likely
 next token.
short: Logits are the <scores> of all possible <next tokens>.
more: <Softmax> turns logits into probabilities. They come from the final norm and the <output> projection.

term: sampling | token sampling | random sampling
what: Sampling draws the next token <at random>, by the <probabilities> that the model gives. A <seed> makes the same draw
 happen again.
short: Sampling draws the next token by its <probability>.
more: Temperature, <top-k>, top-p and min-p decide which tokens may be drawn. At temperature <0> nothing is random.
why: Always taking the best token can sound <dull> or repeat itself. Sampling gives <variety>.

term: temperature | the temperature | sampling temperature
what: Temperature <divides the logits> before softmax. Low values make the answer <steady>, high values make it more
 <random>.
short: Temperature sets how <random> the answer is.
more: Temperature <0> means greedy: always the most likely token. Qwen3's authors advise <0.6> with thinking.
why: With temperature you choose between <safe> answers and <surprising> ones.

term: top-k | top k | top-k sampling
what: Top-k keeps only the <k most likely> tokens and drops the rest before sampling. Qwen3's authors advise <20>.
short: Top-k keeps the <k most likely> tokens.
more: A small k makes answers <safer>. 0 switches it <off> here.

term: top-p | top p | nucleus sampling | top-p sampling
what: Top-p keeps the most likely tokens until their <probabilities> add up to <p>, and drops the rest.
short: Top-p keeps tokens until their <probability> adds up to p.
more: When the model is sure, few tokens are kept; when it is unsure, <many>. 1 switches it <off>.

term: min-p | min p | min-p sampling
what: Min-p drops tokens whose probability is below a <share> of that of the <most likely> token.
short: Min-p drops tokens that are far less likely than the <best>.
more: With min-p 0.1, a token needs a <tenth> of the best one's probability. 0 switches it <off>.

term: repetition penalty | the repetition penalty
what: The repetition penalty lowers the <logits> of tokens that <already> occurred. So the model repeats itself less.
short: It makes tokens that <already> occurred less likely.
more: <1> switches it off. Large values hurt: the model then avoids words that it <needs>.

term: greedy decoding | greedy sampling | greedy | argmax
what: Greedy decoding always takes the <most likely> token. The same prompt then always gives the <same answer>.
short: Greedy decoding takes the <most likely> token.
more: It is temperature <0>. It is the fair way to <compare> two kernels.

term: prefill | the prefill | prompt processing
what: Prefill is the first phase: the model reads <all tokens> of the prompt <at once> and fills the KV cache.
short: Prefill reads the whole <prompt> at once.
more: Prefill is limited by <computing>. How long it takes is the time to the <first token>.

term: decode | decoding | the decode phase | token generation
what: Decode is the second phase: the model writes <one token> after the other, each from all the <earlier> ones.
short: Decode writes <one token> after the other.
more: Every new token reads <all weights> once, so decode is limited by memory <bandwidth>.

term: SwiGLU | swiglu | the SwiGLU | gated linear unit
what: SwiGLU is the middle of the feed-forward part: <SiLU> of the <gate> times <up>, element by element.
short: SwiGLU is <SiLU> of the gate times up.
more: The gate decides how much of each element <passes>. Then the <down> projection brings the vector back to its size.

term: SiLU | silu | swish
what: SiLU is x times the <sigmoid> of x. It is close to x for large x and close to <0> for very negative x.
short: SiLU is x times the <sigmoid> of x.
more: It is <smooth>, unlike ReLU. Qwen3 uses it for the <gate>.

term: the feed-forward layer | feed-forward | the MLP | an MLP | the FFN
what: The feed-forward part works on each token alone: <gate> and <up> widen the vector, SwiGLU joins them, <down> narrows
 it again.
short: It widens each token's vector, applies <SwiGLU> and narrows it again.
more: Most <weights> of a model are here. It has <no> connection between tokens.

term: GQA | grouped-query attention | grouped query attention
what: In grouped-query attention several <query heads> share one <key and value> head. That makes the KV cache <smaller>.
short: GQA lets several <query heads> share one KV head.
more: Qwen3-0.6B has <16> query heads and <8> KV heads.
why: GQA makes the <KV cache> smaller and decoding <faster>, with hardly any loss.

term: an attention head | attention heads | a head | heads
what: An attention head is one of several <parallel> attentions, each with its own queries, keys and values. In Qwen3 a head
 has <128> elements.
short: A head is one of several <parallel> attentions.
more: The outputs of all heads are joined and go through the <output projection>. Heads times head size need <not> be the
 hidden size.

term: QK-norm | QK norm | the query and key norm | Q-norm and K-norm
what: QK-norm is an <RMSNorm> on each head's <query> and <key>, before RoPE. Qwen3 has it in every layer.
short: QK-norm is an <RMSNorm> on queries and keys.
more: It hides mistakes of <scale> in q and k. V has <no> norm, so watch v.
why: It keeps attention <scores> from growing without <bound>.

term: K-norm gains | the K-norm gains | k_norm gains | extreme K-norm gains | large K-norm gains
what: K-norm gains are the learned factors of the key norm. In Qwen3-0.6B layer 0 one of them is <96.5>, and that alone does
 <no harm>.
short: They scale the keys; even <96.5> does <no harm>.
more: A gain multiplies <signal and error> alike. My own first layers have the <same> gains.

term: queries, keys and values | query, key and value | Q, K and V | the QKV projection
what: Each token makes three vectors: a <query> that asks, a <key> that is compared with it, and a <value> that is passed
 on.
short: The <query> asks, the <key> answers, the <value> is passed on.
more: All three are <matrix products> with the normed input. In Qwen3 they have <no bias>.

term: a causal mask | the causal mask | causal attention | causal masking
what: The causal mask lets a token see only <itself and earlier> tokens. Scores of <later> tokens are left out.
short: With it a token sees only <earlier> tokens.
more: It is what lets the <KV cache> work: earlier results never <change>.

term: the context window | context length | the context size | context
what: The context window is how many <tokens> the model can see at once: prompt and answer <together>.
short: It is how many <tokens> the model sees at once.
more: Mine holds <2,048> tokens. A gauge at the message box shows how much is <used>.

term: a chat template | the chat template | chat template
what: A chat template writes a conversation as <one text>, with marks for the <roles>: system, user and assistant.
short: It writes a conversation as <one text>.
more: Qwen3's template also drops <earlier thinking>. It comes with the <tokenizer> files.

term: thinking mode | thinking | the think block | reasoning mode
what: With thinking on, the model first writes its thoughts between <think tags> and then answers. With thinking off it
 answers <at once>.
short: The model writes its <thoughts> first and then answers.
more: You can switch it <on or off> for each message. Thoughts of earlier answers are <dropped>.
why: Thinking gives the model <room to work> before it answers. My sums are <safer> with it.

term: a transformer | the transformer | transformers | transformer models
what: A transformer is a stack of <layers>, each with <attention> and a <feed-forward> part. Almost all language models are
 built so.
short: A transformer is a stack of layers with <attention>.
more: Each layer <adds> to the residual stream. The last one feeds the <logits>.

term: a language model | language models | an LLM | LLMs | a large language model
what: A language model predicts the <next token> of a text. Written again and again, these tokens make an <answer>.
short: It predicts the <next token>.
more: It has learned from <text>. It can be <wrong> and still sound sure.

term: Qwen3 | qwen3 | the Qwen3 models | Qwen
what: Qwen3 is a family of <open> language models. The smallest has <0.6 billion> weights and runs in a browser.
short: Qwen3 is a family of <open> language models.
more: It has <QK-norm>, RoPE, grouped-query attention and SwiGLU. I have the same <architecture>, only tiny.

term: weights | the weights | parameters | model weights
what: Weights are the <numbers> that a model has <learned>. I have about seven <million>, and Qwen3-0.6B has 600 million.
short: Weights are the <numbers> a model has learned.
more: They are stored in <bf16>, two <bytes> each.

term: a checkpoint | checkpoints | a model checkpoint | model files
what: A checkpoint is a <folder> with the weights, <config.json> and the tokenizer's files.
short: A checkpoint holds a model's <files>.
more: The weights are in <safetensors> files. Large models are split into <shards>.

term: safetensors | a safetensors file | the safetensors format
what: Safetensors is a simple file format for <weights>: a header that names each <tensor>, then the plain bytes.
short: It is a simple file format for <weights>.
more: It holds <no code>, so it is safe to open. This app reads it <tensor by tensor>.

term: tied embeddings | tied weights | weight tying
what: Tied embeddings means that the <output> projection uses the <same table> as the input embedding.
short: Input and output share <one table>.
more: It saves memory in <small> models. Qwen3-0.6B, 1.7B and 4B are tied, 8B is <not>.

term: the output projection | the lm_head | lm_head | the LM head
what: The lm_head turns the last vector into <logits>, one for each token of the <vocabulary>.
short: The lm_head makes the <logits>.
more: It comes after the <final norm>. In small Qwen3 models it is <tied> to the embedding.

term: a layer | layers | a transformer layer | a decoder layer
what: A layer is one block of the model: norm, <attention>, residual, norm, <feed-forward>, residual.
short: A layer is <attention> and a <feed-forward> part.
more: Qwen3-0.6B has <28> layers, and I have <8>.

term: a seed | the seed | random seed
what: A seed is the <start number> of a random generator. The same seed and settings give the <same answer> again.
short: The same seed gives the <same answer>.
more: You can set it in the <{page.settings}>. Left empty, every answer draws a <new> one.

term: a system prompt | the system prompt | system prompt
what: A system prompt is a message <before> the conversation that tells the model how to <behave>.
short: It tells the model how to <behave>.
more: You can write one in the <{page.settings}>. I am too <small> to follow it well.
""")

start = topic(FACTS)
