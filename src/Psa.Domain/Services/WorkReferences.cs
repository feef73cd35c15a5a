using System.Linq;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Storage;
using Psa.Work;

namespace Psa.Services;

/// <summary>Checks what tickets, projects and time name, and who may see them.</summary>
internal static class WorkReferences
{
    /// <summary>Refuses a contact that the customer hasn't.</summary>
    internal static void RequireContact(this Customer customer, Id<Contact>? contact)
    {
        if (contact is { } id && !customer.Contacts.AsEnumerable().Any(one => one.Id == id))
        {
            throw new EntityNotFoundException(nameof(Contact), id.Value).At(nameof(TicketContent.Contact));
        }
    }

    /// <summary>Refuses a part of another's contract.</summary>
    /// <exception cref="RuleViolationException"><c>work.contract_mismatch</c>.</exception>
    internal static async Task RequirePartOfAsync(this IPsaSession session, Id<ContractPart>? part, Id<Customer> customer, CancellationToken cancellationToken)
    {
        if (part is { } id && (await session.Of<ContractPart>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(TicketContent.Part)).ConfigureAwait(false)).Customer != customer)
        {
            throw new RuleViolationException(WorkErrors.ContractMismatch, "The part is of another customer's contract: choose one of this customer's, or leave it open.", id.Value).At(nameof(TicketContent.Part));
        }
    }

    /// <summary>Refuses another's contract.</summary>
    /// <exception cref="RuleViolationException"><c>work.contract_mismatch</c>.</exception>
    internal static async Task RequireContractOfAsync(this IPsaSession session, Id<Contract>? contract, Id<Customer> customer, CancellationToken cancellationToken)
    {
        if (contract is { } id && (await session.Of<Contract>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(ProjectContent.Contract)).ConfigureAwait(false)).Customer != customer)
        {
            throw new RuleViolationException(WorkErrors.ContractMismatch, "The contract is another customer's: choose one of this customer's, or leave it open.", id.Value).At(nameof(ProjectContent.Contract));
        }
    }

    /// <summary>Refuses an activity that is no hourly rate, or isn't sold any more; what it was before stays.</summary>
    /// <exception cref="RuleViolationException"><c>work.bad_activity</c>, <c>product.inactive</c>.</exception>
    internal static async Task RequireActivityAsync(this IPsaSession session, Id<Product>? activity, Id<Product>? before, CancellationToken cancellationToken)
    {
        const string At = nameof(TicketContent.Activity);
        if (activity is { } id && activity != before)
        {
            var product = await session.Of<Product>().RequireAsync(id, cancellationToken).AsTask().AtAsync(At).ConfigureAwait(false);
            if (product.Kind != ProductKind.HourlyRate)
            {
                throw new RuleViolationException(WorkErrors.BadActivity, $"'{product.Name}' is no hourly rate: choose one.", id.Value).At(At);
            }

            product.RequireActive();
        }
    }

    /// <summary>Gives a work kind; regular work is there without being stored.</summary>
    internal static async ValueTask<WorkKind> WorkKindAsync(this IPsaSession session, Id<WorkKind> id, CancellationToken cancellationToken) =>
        id == WorkKinds.RegularOf(session.Tenant) ? WorkKinds.Regular(session.Tenant) : await session.Of<WorkKind>().RequireAsync(id, cancellationToken).ConfigureAwait(false);

    /// <summary>Refuses a work kind that is switched off; what it was before stays.</summary>
    /// <exception cref="RuleViolationException"><c>work_kind.inactive</c>.</exception>
    internal static async Task RequireKindAsync(this IPsaSession session, Id<WorkKind>? kind, Id<WorkKind>? before, CancellationToken cancellationToken)
    {
        const string At = nameof(TimeContent.Kind);
        if (kind is { } id && kind != before && (await session.WorkKindAsync(id, cancellationToken).AsTask().AtAsync(At).ConfigureAwait(false)).IsOff)
        {
            throw new RuleViolationException(WorkErrors.WorkKindInactive, "The work kind is switched off: choose another.", id.Value).At(At);
        }
    }

    /// <summary>Demands that what time is logged on takes it, and gives whether it says that work isn't charged.</summary>
    /// <exception cref="RuleViolationException"><c>project.closed</c>.</exception>
    internal static async Task<bool> RequireOpenAsync(this Step step, NewTimeEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Ticket is { } ticket)
        {
            return (await step.Of<Ticket>().RequireAsync(ticket, cancellationToken).AsTask().AtAsync(nameof(entry.Ticket)).ConfigureAwait(false)).IsFree;
        }

        // nobody closes it beside the step
        var id = entry.Project!.Value;
        var guard = await step.GuardAsync(id, cancellationToken).ConfigureAwait(false);
        var project = await step.Of<Project>().RequireAsync(id, cancellationToken).AsTask().AtAsync(nameof(entry.Project)).ConfigureAwait(false);
        if (project.Status != ProjectStatus.Open)
        {
            throw new RuleViolationException(WorkErrors.ProjectClosed, "The project is closed and takes no time: open it again.", id.Value).At(nameof(entry.Project));
        }

        guard.Write();
        return false;
    }

    /// <summary>Gives a text, which must say something.</summary>
    /// <exception cref="RuleViolationException"><c>work.text_missing</c>.</exception>
    internal static string RequireText(string text, string field) =>
        string.IsNullOrWhiteSpace(text) ? throw new RuleViolationException(WorkErrors.TextMissing, "Say what it is about.").At(field) : text;

    /// <summary>Tells whether a customer is one whose records an actor sees with a permission.</summary>
    internal static async Task<bool> SeesAsync(this IPsaSession session, Actor actor, Permission permission, Id<Customer> customer, CancellationToken cancellationToken) =>
        actor.May(permission)
        || (await session.Of<Customer>().FindAsync(customer, cancellationToken).ConfigureAwait(false) is { } found && actor.May(permission, found.OwnOf(actor)));
}
