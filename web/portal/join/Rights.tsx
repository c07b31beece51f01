import type { PartyLink } from '../../data/portal/parties';
import { inLanguage } from '../../text/languages';
import { CallLink } from '../../ui/portal/CallLink';
import { Facts } from '../../ui/portal/Facts';
import { useText } from '../text';

/** What the link is about, what mediation is, and the rights of the party who reads it. */
export function Rights({ link }: { link: PartyLink }) {
  const text = useText();
  // Kept by version in the database, so that it stays readable what somebody agreed to.
  const notice = link.consent_words[text.data];
  return (
    <>
      <p className="lead">
        {text('join.lead', { name: link.own_name, organisation: link.organisation_name })}
      </p>
      <section className="result" aria-labelledby="about">
        <h2 id="about">{text('join.about')}</h2>
        <p className="quoted">{link.about}</p>
        <Facts
          facts={[
            { term: text('join.type'), value: inLanguage(text.locale, link.type_name, link.type_name_en) },
            ...(link.applicant_name ? [{ term: text('join.applicant'), value: link.applicant_name }] : []),
            {
              term: text('join.organisation'),
              value: (
                <>
                  {link.organisation_name}
                  {link.organisation_phone && (
                    <CallLink
                      phone={link.organisation_phone}
                      text={text('join.call', { phone: link.organisation_phone })}
                    />
                  )}
                </>
              ),
            },
            ...(link.mediator_name ? [{ term: text('join.mediator'), value: link.mediator_name }] : []),
            { term: text('join.number'), value: link.number },
          ]}
        />
        <p className="hint">{text('join.check')}</p>
      </section>
      <section className="notice" aria-labelledby="mediation">
        <h2 id="mediation">{notice.title}</h2>
        <dl>
          {notice.parts.map((part) => (
            <div key={part.title}>
              <dt>{part.title}</dt>
              <dd>{part.text}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
