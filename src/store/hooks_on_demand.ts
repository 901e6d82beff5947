/** The stores that the first view does without, for React: one hook each, with a selector. */
import { useStore } from 'zustand';
import type { SharingState } from './findings/sharing.ts';
import type { HubSearchState } from './hub/hub_search.ts';
import type { InspectingState } from './inspect/inspecting.ts';
import type { BenchingState } from './lab/jobs/benching.ts';
import type { CheckingState } from './lab/jobs/checking.ts';
import type { ComparingState } from './lab/jobs/comparing.ts';
import type { DiagnosingState } from './lab/jobs/diagnosing.ts';
import type { OwnKernelState } from './lab/jobs/own_kernel.ts';
import type { RemedyingState } from './lab/jobs/remedying.ts';
import type { StoryState } from './lab/story.ts';
import type { ConnectingState } from './peers/connecting.ts';
import type { TransformersState } from './peers/transformers.ts';
import {
  benching,
  checking,
  comparing,
  connecting,
  diagnosing,
  hubSearch,
  inspecting,
  ownKernel,
  remedying,
  sharing,
  story,
  transformers,
} from './stores_on_demand.ts';

export const useDiagnosing = <T>(select: (state: DiagnosingState) => T): T => useStore(diagnosing, select);
export const useBenching = <T>(select: (state: BenchingState) => T): T => useStore(benching, select);
export const useChecking = <T>(select: (state: CheckingState) => T): T => useStore(checking, select);
export const useOwnKernel = <T>(select: (state: OwnKernelState) => T): T => useStore(ownKernel, select);
export const useComparing = <T>(select: (state: ComparingState) => T): T => useStore(comparing, select);
export const useConnecting = <T>(select: (state: ConnectingState) => T): T => useStore(connecting, select);
export const useRemedying = <T>(select: (state: RemedyingState) => T): T => useStore(remedying, select);
export const useSharing = <T>(select: (state: SharingState) => T): T => useStore(sharing, select);
export const useStory = <T>(select: (state: StoryState) => T): T => useStore(story, select);
export const useInspecting = <T>(select: (state: InspectingState) => T): T => useStore(inspecting, select);
export const useHubSearch = <T>(select: (state: HubSearchState) => T): T => useStore(hubSearch, select);
export const useTransformers = <T>(select: (state: TransformersState) => T): T => useStore(transformers, select);
