import type { Address } from '../../../vocabulary/checkpoint_sources.ts';

/** A form that asks for an address. Its words are keys of the strings of this view. */
interface AddressForm {
  title: 'fromHuggingFace' | 'fromAddress';
  submit: 'checkModel' | 'checkAddress';
  /** The first must be filled in. */
  fields: readonly AddressField[];
}

interface AddressField {
  /** Of the address. */
  name: string;
  label: 'hubId' | 'revision' | 'baseUrl';
  hint?: 'baseUrlHint';
  placeholder?: string;
  inputMode?: 'url';
  /** Also what a blank field means. */
  initial: string;
}

export const addressForms: Record<Address['kind'], AddressForm> = {
  hub: {
    title: 'fromHuggingFace',
    submit: 'checkModel',
    fields: [
      { name: 'id', label: 'hubId', placeholder: 'owner/name', initial: '' },
      { name: 'revision', label: 'revision', initial: 'main' },
    ],
  },
  url: {
    title: 'fromAddress',
    submit: 'checkAddress',
    fields: [
      {
        name: 'base',
        label: 'baseUrl',
        hint: 'baseUrlHint',
        placeholder: 'models/qwen3/',
        inputMode: 'url',
        initial: '',
      },
    ],
  },
};
