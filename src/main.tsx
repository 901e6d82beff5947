import { createRoot } from 'react-dom/client';
import { App } from './ui/app/app.tsx';
import './ui/theme/theme.css';

createRoot(document.getElementById('root')!).render(<App />);
