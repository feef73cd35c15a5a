using System.Linq;
using Psa.Access;
using Psa.Events;
using Psa.Quotes;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>Templates of quotes.</content>
public sealed partial class QuoteService
{
    /// <summary>Stores a template: what its lines cost is told when a quote is made of it.</summary>
    /// <param name="actor">Who does it; free-text lines and discounts need <see cref="Permission.DiscountLines"/> too.</param>
    /// <param name="template">The template; with an empty id and version 0 it gets a new id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored template.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such template, or it is another tenant's.</exception>
    /// <exception cref="ValidationFailedException"><c>quote_template.unnamed</c>; all that is wrong with how its lines are offered.</exception>
    /// <exception cref="RuleViolationException"><c>quote_template.duplicate</c>: another template has the name.</exception>
    /// <exception cref="ConcurrencyConflictException">Somebody else changed it meanwhile.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public async Task<QuoteTemplate> SaveTemplateAsync(Actor actor, QuoteTemplate template, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes);
        Border.Check(template);
        RequireLines(actor, template.Lines, template.Discounts);
        if (string.IsNullOrWhiteSpace(template.Name))
        {
            throw new ValidationFailedException([new(QuoteErrors.TemplateUnnamed, "The template needs a name.", nameof(template.Name))], template.Id.Value);
        }

        if (template.Tenant != actor.Tenant)
        {
            throw new EntityNotFoundException(nameof(QuoteTemplate), template.Id.Value);
        }

        var saved = template with { Id = template.Id.IsEmpty ? ids.Next<QuoteTemplate>() : template.Id, Name = template.Name.Trim() };
        try
        {
            return await store.StepAsync(clock, actor, step => SaveAsync(step, saved, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (RuleViolationException refusal) when (refusal.Code == StoreErrors.Duplicate)
        {
            throw new RuleViolationException(QuoteErrors.DuplicateTemplate, $"Another template is named '{saved.Name}': choose another name.", saved.Id.Value).At(nameof(template.Name));
        }
    }

    /// <summary>Finds a template.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The template.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The template, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<QuoteTemplate?> FindTemplateAsync(Actor actor, Id<QuoteTemplate> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewQuotes, Permission.EditQuotes, Grants.None, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<QuoteTemplate>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists templates by name, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="page">Which page.</param>
    /// <param name="descending">Whether the order is reversed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewQuotes)]
    public Task<Page<QuoteTemplate>> ListTemplatesAsync(Actor actor, PageRequest page, bool descending = false, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewQuotes, Permission.EditQuotes);
        return store.PageAsync(actor.Tenant, descending, page, QuoteTemplateRecords.All, cancellationToken);
    }

    /// <summary>Drafts a quote from a template, which is copied: its lines, discounts and charges come before those that are said, and its texts stand where nothing else is said.</summary>
    /// <param name="actor">Who does it, as for <see cref="DraftAsync(Actor, NewQuote, CancellationToken)"/>.</param>
    /// <param name="template">The template.</param>
    /// <param name="quote">Whom it is for, and what else stands on it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such template; as for <see cref="DraftAsync(Actor, NewQuote, CancellationToken)"/>.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with the lines.</exception>
    /// <exception cref="RuleViolationException"><c>quote_template.inactive</c>; as for <see cref="DraftAsync(Actor, NewQuote, CancellationToken)"/>.</exception>
    [RequiresPermission(Permission.EditQuotes)]
    public async Task<Quote> DraftFromTemplateAsync(Actor actor, Id<QuoteTemplate> template, NewQuote quote, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditQuotes, template.Value);
        Border.Check(quote);
        var copied = await store.ReadAsync(actor.Tenant, session => session.Of<QuoteTemplate>().RequireAsync(template, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        if (!copied.IsActive)
        {
            throw new RuleViolationException(QuoteErrors.InactiveTemplate, $"No new quotes are made of '{copied.Name}': switch it on, or choose another template.", template.Value);
        }

        var content = quote.Content;
        return await DraftAsync(
            actor,
            quote with
            {
                Content = content with
                {
                    Lines = [.. copied.Lines, .. content.Lines],
                    Discounts = [.. copied.Discounts, .. content.Discounts],
                    Charges = [.. copied.Charges, .. content.Charges],
                    Title = content.Title ?? copied.Title,
                    Introduction = content.Introduction ?? copied.Introduction,
                    Note = content.Note ?? copied.Note,
                },
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<QuoteTemplate> SaveAsync(Step step, QuoteTemplate template, CancellationToken cancellationToken)
    {
        if (template.Version != 0)
        {
            Reads.RequireVersion(template, await step.Of<QuoteTemplate>().RequireAsync(template.Id, cancellationToken).ConfigureAwait(false));
        }
        else if (await step.Of<QuoteTemplate>().FindAsync(template.Id, cancellationToken).ConfigureAwait(false) is { } made && made with { Version = 0 } == template)
        {
            return made; // the same was saved before: whoever comes second gets what is done
        }

        await step.RequireReferencesAsync(template.Lines.AsEnumerable().Select(static line => line.Line).ToValueList(), [], cancellationToken).ConfigureAwait(false);
        step.Append(EventKinds.QuoteTemplateChanged, template.Id, to: template.Name);
        return template.Version == 0 ? step.Of<QuoteTemplate>().Add(template) : step.Of<QuoteTemplate>().Update(template);
    }
}
