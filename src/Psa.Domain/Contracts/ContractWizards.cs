using Psa.Catalog;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Contracts;

/// <summary>
/// The steps of the contract wizard: customer → terms → billing information, skipped when it is complete → parts, filled in from the customer's vendor services → finish.
/// Each takes the wizard and gives the next one; what a user filled in is kept even when something is wrong with it, and <see cref="Problems(ContractWizard)"/> says what.
/// </summary>
public static class ContractWizards
{
    /// <summary>Begins a contract for a customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="payer">Who pays for it, whose billing information is asked for; the customer itself when nobody else does.</param>
    /// <param name="services">The vendor services that the customer has usage for.</param>
    /// <returns>The wizard at its first step.</returns>
    [Pure]
    public static ContractWizard Start(Customer customer, Customer payer, ValueList<VendorService> services)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(payer);
        return new()
        {
            Customer = customer.Id,
            CustomerName = customer.Name,
            Services = services,
            Payer = payer.Id,
            SkipsBillingInformation = payer.CanBeBilled(),
            BillingInformation = payer.BillingInformation,
        };
    }

    /// <summary>Fills in the terms; the customer stays, and parts are a step of their own.</summary>
    /// <param name="wizard">The wizard.</param>
    /// <param name="terms">The contract without its parts.</param>
    /// <returns>The wizard, a step further when nothing is wrong with the terms.</returns>
    [Pure]
    public static ContractWizard WithTerms(this ContractWizard wizard, NewContract terms)
    {
        ArgumentNullException.ThrowIfNull(wizard);
        ArgumentNullException.ThrowIfNull(terms);
        return (wizard with { Terms = terms with { Customer = wizard.Customer, Parts = [] } }).Proceed(ContractWizardStep.Terms);
    }

    /// <summary>Fills in the billing information.</summary>
    /// <param name="wizard">The wizard.</param>
    /// <param name="information">The billing information.</param>
    /// <returns>The wizard, a step further when it is complete and right.</returns>
    /// <exception cref="RuleViolationException"><c>contract.step_missing</c>: the terms come first.</exception>
    [Pure]
    public static ContractWizard WithBillingInformation(this ContractWizard wizard, BillingInformation information)
    {
        ArgumentNullException.ThrowIfNull(wizard);
        ArgumentNullException.ThrowIfNull(information);
        RequireDone(wizard, ContractWizardStep.BillingInformation);
        return (wizard with { BillingInformation = information }).Proceed(ContractWizardStep.BillingInformation);
    }

    /// <summary>Fills in the parts, replacing those there are: a host adds, changes and removes them in its list.</summary>
    /// <param name="wizard">The wizard.</param>
    /// <param name="parts">All parts.</param>
    /// <returns>The wizard, ready to finish when nothing is wrong with them.</returns>
    /// <exception cref="RuleViolationException"><c>contract.step_missing</c>: terms and billing information come first.</exception>
    [Pure]
    public static ContractWizard WithParts(this ContractWizard wizard, ValueList<NewContractPart> parts)
    {
        ArgumentNullException.ThrowIfNull(wizard);
        RequireDone(wizard, ContractWizardStep.Parts);
        return (wizard with { Parts = parts, PartsFilledIn = true }).Proceed(ContractWizardStep.Parts);
    }

    /// <summary>Goes back to a step; what was filled in stays.</summary>
    /// <param name="wizard">The wizard.</param>
    /// <param name="step">The step.</param>
    /// <returns>The wizard at that step.</returns>
    /// <exception cref="RuleViolationException"><c>contract.step_missing</c>: a step before it isn't done.</exception>
    [Pure]
    public static ContractWizard GoTo(this ContractWizard wizard, ContractWizardStep step)
    {
        ArgumentNullException.ThrowIfNull(wizard);
        RequireDone(wizard, step);
        return wizard with { Step = step };
    }

    /// <summary>Checks all that was filled in.</summary>
    /// <param name="wizard">The wizard.</param>
    /// <returns>All that is missing or wrong, in the order of the steps; empty when it can be finished.</returns>
    [Pure]
    public static ValueList<Problem> Problems(this ContractWizard wizard)
    {
        ArgumentNullException.ThrowIfNull(wizard);
        return wizard.Problems(ContractWizardStep.Terms)
            .AddRange(wizard.Problems(ContractWizardStep.BillingInformation))
            .AddRange(wizard.Problems(ContractWizardStep.Parts));
    }

    /// <summary>Checks one step.</summary>
    /// <param name="wizard">The wizard.</param>
    /// <param name="step">The step.</param>
    /// <returns>All that is missing or wrong in it.</returns>
    [Pure]
    public static ValueList<Problem> Problems(this ContractWizard wizard, ContractWizardStep step)
    {
        ArgumentNullException.ThrowIfNull(wizard);
        return step switch
        {
            ContractWizardStep.Terms => wizard.Terms is { } terms
                ? Draft(wizard, terms).Validate()
                : [new(ContractErrors.StepMissing, "Name the contract and say when it starts.", nameof(wizard.Terms))],
            ContractWizardStep.BillingInformation => wizard.SkipsBillingInformation ? [] : BillingProblems(wizard.BillingInformation),
            ContractWizardStep.Parts => PartProblems(wizard),
            ContractWizardStep.Finish => wizard.Problems(),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
        };
    }

    /// <summary>Gives the contract that was written, to be created.</summary>
    /// <param name="wizard">The wizard.</param>
    /// <returns>The contract with its parts.</returns>
    /// <exception cref="ValidationFailedException">All that is missing or wrong.</exception>
    [Pure]
    public static NewContract ToContract(this ContractWizard wizard)
    {
        ArgumentNullException.ThrowIfNull(wizard);
        ValidationFailedException.ThrowIfAny(wizard.Problems(), wizard.Customer.Value);
        return wizard.Terms! with { Id = wizard.Terms!.Id ?? wizard.Id, Customer = wizard.Customer, Parts = wizard.Parts };
    }

    private static ContractWizard Proceed(this ContractWizard wizard, ContractWizardStep from)
    {
        if (!wizard.Problems(from).IsEmpty)
        {
            return wizard with { Step = from };
        }

        var next = from + 1;
        if (next == ContractWizardStep.BillingInformation && wizard.Problems(next).IsEmpty)
        {
            next++;
        }

        var arrived = wizard with { Step = next };
        return next != ContractWizardStep.Parts || arrived.PartsFilledIn ? arrived : arrived with { Parts = FirstParts(arrived), PartsFilledIn = true };
    }

    private static void RequireDone(ContractWizard wizard, ContractWizardStep step)
    {
        for (var before = ContractWizardStep.Terms; before < step; before++)
        {
            if (!wizard.Problems(before).IsEmpty)
            {
                throw new RuleViolationException(ContractErrors.StepMissing, $"The step {before} comes before {step} and isn't done.", wizard.Customer.Value);
            }
        }
    }

    private static ValueList<Problem> BillingProblems(BillingInformation? information)
    {
        var problems = new List<Problem>();
        foreach (var field in information.MissingFields())
        {
            problems.Add(new(PsaErrors.BillingInformationRequired, $"{field} is needed to bill.", $"{nameof(ContractWizard.BillingInformation)}.{field}"));
        }

        foreach (var problem in information?.Validate() ?? [])
        {
            problems.Add(problem with { Where = $"{nameof(ContractWizard.BillingInformation)}.{problem.Where}" });
        }

        return problems.ToValueList();
    }

    private static ValueList<Problem> PartProblems(ContractWizard wizard)
    {
        if (wizard.Terms is not { } terms)
        {
            return [];
        }

        var (contract, problems) = (Draft(wizard, terms), new List<Problem>());
        for (var i = 0; i < wizard.Parts.Count; i++)
        {
            if (ContractPartRules.RefusedPrice(wizard.Parts[i].PriceBehaviour, wizard.Parts[i].UnitPrice, FormattableString.Invariant($"Parts[{i}].UnitPrice")) is { } refused)
            {
                problems.Add(refused);
            }

            ContractPartRules.Check(contract, wizard.Parts[i].ToPart(default, contract), FormattableString.Invariant($"Parts[{i}]"), problems);
        }

        return problems.ToValueList();
    }

    // number and billing entity are found when it is finished; without a currency yet, that of the first price counts
    private static Contract Draft(ContractWizard wizard, NewContract terms) =>
        terms.ToContract(default, default, string.IsNullOrWhiteSpace(terms.Number) ? "-" : terms.Number, default, CurrencyOf(wizard, terms));

    private static Currency CurrencyOf(ContractWizard wizard, NewContract terms)
    {
        if ((terms.Currency ?? wizard.BillingInformation?.Currency) is { } currency)
        {
            return currency;
        }

        foreach (var part in wizard.Parts)
        {
            if (part.UnitPrice is { } price)
            {
                return price.Currency;
            }
        }

        return Currency.EUR;
    }

    /// <summary>One part a vendor service: the catalog's price, its usage as quantity. What the catalog doesn't price, the user must.</summary>
    private static ValueList<NewContractPart> FirstParts(ContractWizard wizard)
    {
        var parts = new List<NewContractPart>(wizard.Services.Count);
        foreach (var service in wizard.Services)
        {
            var isPriced = service is { Product: not null, CatalogPrice: { } price } && price.Currency == CurrencyOf(wizard, wizard.Terms!);
            parts.Add(new()
            {
                Text = service.ProductName ?? service.ServiceCode,
                Product = service.Product,
                Unit = service.Unit ?? "C62",
                Kind = PartKind.MeteredUsage,
                QuantitySource = QuantitySource.Usage(service.ServiceCode),
                PriceBehaviour = isPriced ? PriceBehaviour.UseCurrent : PriceBehaviour.Locked,
                Quantity = Math.Max(0m, service.Quantity),
            });
        }

        return parts.ToValueList();
    }
}
