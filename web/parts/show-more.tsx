import { useWords } from '../words/words.js';

/** The way to the next page of a list, where there is one. */
export function ShowMore({ of }: { of: { hasNextPage: boolean; fetchNextPage(): unknown } }) {
  const { say } = useWords();
  if (!of.hasNextPage) return null;
  return (
    <p className="empty">
      <button type="button" className="text-button" onClick={() => void of.fetchNextPage()}>
        {say('web.showMore')}
      </button>
    </p>
  );
}
