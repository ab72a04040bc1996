import { LinkButton } from '../parts/button.js';
import { useWords } from '../words/words.js';

export function NotFound() {
  const { say } = useWords();
  return (
    <div className="stack">
      <h1>{say('web.notFound')}</h1>
      <div>
        <LinkButton to="/">{say('web.home')}</LinkButton>
      </div>
    </div>
  );
}
