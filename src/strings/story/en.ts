export const en = {
  title: 'The kernel that printed “!!!!!”',
  text: 'A team fused a kernel for Qwen3 and got nothing but exclamation marks. After a week they shipped with it switched off. This runs their search again on your machine, with the same fault in layer 1. It takes a minute or two.',
  play: 'Play the investigation',
  playAgain: 'Play it again',
  playing: '{chapter}…',
  replayName: 'Replay of the story',
  replayCaption: 'Each step on the reference’s own inputs, in multiples of the noise floor.',

  // Chapters
  standard: 'What it should say',
  standardText:
    'The model with reference kernels, one plain operation per dispatch. This is what the team saw from PyTorch.',
  symptom: 'The symptom',
  symptomText:
    'They fused RMSNorm with the q, k and v projections. Alone, the kernel was 12.72 times as fast and agreed with PyTorch to 0.0029. In the model, every token came out as id 0, which is “!”.',
  scaling: 'First wrong turn: scale the embeddings',
  scalingText:
    'Other models scale their embeddings by 1/√hidden, so the team tried it. Qwen3 does not: in the published model, the mean square of a row then falls below the epsilon of the first norm. The second layer is as broken as before.',
  clamping: 'Second wrong turn: clamp the K-norm gains',
  clampingText:
    'Gains of 96.5 look guilty. Clamping them to [-10, 10] in every layer changes nothing that matters: values in the second layer are as large as before, and the text is the same.',
  precision: 'Third wrong turn: mix the precisions',
  precisionText:
    'The team tried every mix of f16, bf16 and f32. Here the norms round to bf16 and SwiGLU to f16. Values of 1e28 do not care about digits.',
  replay: 'Replay',
  replayText: 'Each fused step runs on the reference’s inputs. Only one is wrong on correct inputs.',
  fix: 'The fix',
  fixText:
    'Qwen3 has no bias on q, k and v. The kernel kept one, allocated but never filled. Without it, the fused kernels say what the reference says.',

  // The table of runs
  runs: 'What each run showed',
  run: 'run',
  embedStd: 'embeddings, std',
  layer0Std: 'layer 0 out, std',
  attention1: 'layer 1 attention, max',
  layer1Std: 'layer 1 out, std',
  output: 'text',
  standardName: 'reference',
  symptomName: 'fused, with the fault',
  scalingName: '+ embeddings scaled',
  clampingName: '+ gains clamped',
  precisionName: '+ other precisions',
  fixName: 'fused, without the fault',

  // Three questions
  questions: 'Three questions',
  questionsTitle: 'Three questions, answered',
  whyGains: 'Why are the gains so large, and why is that harmless?',
  gainsAnswer:
    'A head is normalised before its gain, so only the product of a Q gain and a K gain decides how sharp attention can be: training may put all of it on one side. The largest gain here is {gain}, yet no score can exceed {score}. The keys of layer 0 have a relative error of {error}, as small as any: a gain multiplies a value and its error alike.',
  whatPyTorch: 'What does PyTorch do internally?',
  pyTorchSame:
    'Nothing hidden: norms and softmax in float32, and no bias because Qwen3 has none. Both kernel sets here do the same, and continue with the same text.',
  pyTorchOther:
    'Nothing hidden: norms and softmax in float32, and no bias because Qwen3 has none. Both kernel sets here do the same, and continue differently only where two tokens are equally likely.',
  fusionStable: 'Do fusion and stability go together?',
  fusionAnswer:
    'Yes: over {stages} stages, the fused kernels’ errors are at most {times} times what another order of the same sums causes, and the KL divergence of the next tokens’ probabilities is at most {kl}.',

  // What the reader can do
  yours: 'Your own kernel',
  yoursText:
    'The week was lost because the kernel was only tested alone. You can try a kernel of yours as it was tried here: paste its WGSL, and it runs beside float64, in every layer of the loaded model, and against the clock. Answers never run it.',
  tryYours: 'Try a kernel of yours',
} as const;
