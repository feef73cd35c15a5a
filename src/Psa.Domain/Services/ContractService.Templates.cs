using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <content>Templates of contracts (R-TEMPLATE).</content>
public sealed partial class ContractService
{
    /// <summary>
    /// Saves a contract as a template: its terms and parts, dated from its start. Customer, numbers, suspensions, termination, opening balances, notes, withdrawn entries and the host's own
    /// keys aren't saved. A contract that was started from a template makes the same template again.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The contract, of any status.</param>
    /// <param name="name">The template's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored template; the one of that name when it says the same.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such contract.</exception>
    /// <exception cref="ValidationFailedException"><c>contract_template.unnamed</c>.</exception>
    /// <exception cref="RuleViolationException"><c>contract_template.duplicate</c>: another template has the name.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractTemplate> SaveTemplateAsync(Actor actor, Id<Contract> id, string name, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        var named = RequireTemplateName(name, id.Value);
        return NamingAsync(
            named,
            step => SaveAsync(step, id, named, cancellationToken),
            actor,
            cancellationToken);
    }

    /// <summary>Drafts a contract from a template.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="template">The template.</param>
    /// <param name="contract">For whom, and from when.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored draft; it bills nothing until it is activated.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such template, customer, billing entity, product or price list.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: ask for it and repeat the step.</exception>
    /// <exception cref="ValidationFailedException">All that is wrong with contract and parts.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>product.inactive</c>: the refused fields name all parts of products that aren't sold any more, as <c>Parts[2].Product</c>; as for
    /// <see cref="CreateAsync(Actor, NewContract, CancellationToken)"/>.
    /// </exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Contract> StartFromTemplateAsync(Actor actor, Id<ContractTemplate> template, NewTemplatedContract contract, CancellationToken cancellationToken = default)
    {
        Require(actor, template.Value);
        Border.Check(contract);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                var copied = await step.Of<ContractTemplate>().RequireAsync(template, cancellationToken).ConfigureAwait(false);
                var request = copied.ToRequest(contract);
                if (await step.FindMadeAsync(request, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made;
                }

                var customer = await step.Of<Customer>().RequireAsync(contract.Customer, cancellationToken).AsTask().AtAsync(nameof(contract.Customer)).ConfigureAwait(false);
                var lines = contract.LeavesOutInactive ? await WithoutInactiveAsync(step, copied.Parts, cancellationToken).ConfigureAwait(false) : copied.Parts;
                var (draft, _) = await step.DraftAsync(request, customer, Fill, ids, cancellationToken).ConfigureAwait(false);
                return draft;

                (Contract Contract, List<ContractPart> Parts) Fill(Contract empty)
                {
                    var filled = empty.Filled(copied, ids);
                    return (filled, new List<ContractTemplatePart>(lines).ConvertAll(line => line.ToPart(filled, ids)));
                }
            },
            cancellationToken);
    }

    /// <summary>Finds a template.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The template.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The template, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewContracts)]
    public Task<ContractTemplate?> FindTemplateAsync(Actor actor, Id<ContractTemplate> id, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewContracts, Permission.EditContracts, Grants.None, id.Value);
        return store.ReadAsync(actor.Tenant, session => session.Of<ContractTemplate>().FindAsync(id, cancellationToken).AsTask(), cancellationToken);
    }

    /// <summary>Lists templates by name, page by page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="page">Which page.</param>
    /// <param name="descending">Whether the order is reversed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>filter.bad_page</c>.</exception>
    [RequiresPermission(Permission.ViewContracts)]
    public Task<Page<ContractTemplate>> ListTemplatesAsync(Actor actor, PageRequest page, bool descending = false, CancellationToken cancellationToken = default)
    {
        actor.RequireView(Permission.ViewContracts, Permission.EditContracts);
        return store.PageAsync(actor.Tenant, descending, page, ContractTemplateRecords.All, cancellationToken);
    }

    /// <summary>Gives a template another name. Contracts that were started from it keep theirs.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The template.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored template; as it is, when it has the name.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such template.</exception>
    /// <exception cref="ValidationFailedException"><c>contract_template.unnamed</c>.</exception>
    /// <exception cref="RuleViolationException"><c>contract_template.duplicate</c>: another template has the name.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractTemplate> RenameTemplateAsync(Actor actor, Id<ContractTemplate> id, string name, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        var named = RequireTemplateName(name, id.Value);
        return NamingAsync(
            named,
            async step =>
            {
                var template = await step.Of<ContractTemplate>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                if (template.Name == named)
                {
                    return template; // it was done before: whoever comes second gets what is done
                }

                step.Append(EventKinds.ContractTemplateRenamed, id, template.Name, named);
                return step.Of<ContractTemplate>().Update(template with { Name = named });
            },
            actor,
            cancellationToken);
    }

    /// <summary>Deletes a template. Contracts that were started from it stay as they are. A second time does nothing.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The template.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is gone.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task DeleteTemplateAsync(Actor actor, Id<ContractTemplate> id, CancellationToken cancellationToken = default)
    {
        Require(actor, id.Value);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (await step.Of<ContractTemplate>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } template)
                {
                    return false;
                }

                step.Of<ContractTemplate>().Remove(template);
                step.Append(EventKinds.ContractTemplateDeleted, id, from: template.Name);
                return true;
            },
            cancellationToken);
    }

    private static string RequireTemplateName(string name, Guid record)
    {
        Border.Check(name);
        return string.IsNullOrWhiteSpace(name)
            ? throw new ValidationFailedException([new(ContractErrors.TemplateUnnamed, "The template needs a name.", nameof(ContractTemplate.Name))], record)
            : name.Trim();
    }

    private static async Task<ValueList<ContractTemplatePart>> WithoutInactiveAsync(Step step, ValueList<ContractTemplatePart> parts, CancellationToken cancellationToken)
    {
        var sold = new List<ContractTemplatePart>(parts.Count);
        foreach (var part in parts)
        {
            if (await step.RequireProductAsync(part.Product, cancellationToken).ConfigureAwait(false) is not { IsActive: false })
            {
                sold.Add(part);
            }
        }

        return sold.ToValueList();
    }

    private async Task<ContractTemplate> SaveAsync(Step step, Id<Contract> id, string name, CancellationToken cancellationToken)
    {
        var contract = await step.Of<Contract>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
        var parts = await step.PartsOfAsync(contract, cancellationToken).ConfigureAwait(false);
        var origin = contract.Template is { } of ? await step.Of<ContractTemplate>().FindAsync(of, cancellationToken).ConfigureAwait(false) : null;
        var template = contract.ToTemplate(parts, ids.Next<ContractTemplate>(), name, origin);
        if (await step.Of<ContractTemplate>().FirstAsync(ContractTemplateRecords.OfName(name), cancellationToken).ConfigureAwait(false) is { } known
            && known == template with { Id = known.Id, Version = known.Version })
        {
            return known; // the same was saved before: whoever comes second gets what is done
        }

        step.Append(EventKinds.ContractTemplateSaved, template.Id, to: name);
        return step.Of<ContractTemplate>().Add(template);
    }

    private async Task<ContractTemplate> NamingAsync(string name, Func<Step, Task<ContractTemplate>> change, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StepAsync(clock, actor, change, cancellationToken).ConfigureAwait(false);
        }
        catch (RuleViolationException refusal) when (refusal.Code == StoreErrors.Duplicate)
        {
            throw new RuleViolationException(ContractErrors.DuplicateTemplate, $"Another template is named '{name}': choose another name.").At(nameof(ContractTemplate.Name));
        }
    }
}
