import { useParams } from 'wouter';
import { Button, LinkButton } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Receipt } from '../parts/receipt.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';

/** One receipt, to keep: the browser's print saves it as PDF on half an A5. */
export default function ReceiptPage() {
  const { command } = useParams<{ command: string }>();
  const { say } = useWords();
  const { body } = useSession();
  return (
    <div className="stack receipt-page">
      <div>
        <h1>{say('web.receipt')}</h1>
        <p className="secondary">{body.name}</p>
      </div>
      <Receipt command={command} />
      <div className="cluster no-print">
        <Button primary className="wide-on-phone" onClick={() => window.print()}>
          <Glyph name="down" />
          {say('web.receipt.save')}
        </Button>
        <LinkButton to="/inbox">{say('web.receipt.back')}</LinkButton>
      </div>
    </div>
  );
}
