using System.Text.Json.Serialization;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.Documents;
using Psa.Events;
using Psa.Invoices;
using Psa.Numbering;
using Psa.Payments;
using Psa.Runs;
using Psa.SalesItems;
using Psa.Sellers;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Records;

/// <summary>
/// How the library's records are JSON in a store, or on the wire: source-generated, so it needs no reflection. Names in camel case, nothing for <see langword="null"/>.
/// What the types say is obeyed: no null where none can be, nothing required that is missing, and no name twice in one object. Hosts reach it through <see cref="PsaJson"/>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(LocalDateJsonConverter), typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(BillingEntity))]
[JsonSerializable(typeof(BillingRun))]
[JsonSerializable(typeof(CommitGuard))]
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(ContractPart))]
[JsonSerializable(typeof(ContractWizard))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(Invoice))]
[JsonSerializable(typeof(InvoiceBalance))]
[JsonSerializable(typeof(PaymentEntry))]
[JsonSerializable(typeof(CustomerCredit))]
[JsonSerializable(typeof(PayerCredit))]
[JsonSerializable(typeof(CreditExposure))]
[JsonSerializable(typeof(CreditHold))]
[JsonSerializable(typeof(InvoiceFlags))]
[JsonSerializable(typeof(NumberSeries))]
[JsonSerializable(typeof(PartLedger))]
[JsonSerializable(typeof(PriceList))]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(PsaEvent))]
[JsonSerializable(typeof(RunObstacle))]
[JsonSerializable(typeof(RunPartition))]
[JsonSerializable(typeof(PayerMove))]
[JsonSerializable(typeof(AccountChange))]
[JsonSerializable(typeof(CreditChange))]
[JsonSerializable(typeof(RunBatch))]
[JsonSerializable(typeof(RunCounts))]
[JsonSerializable(typeof(UsageImported))]
[JsonSerializable(typeof(UsageReplaced))]
[JsonSerializable(typeof(SalesItem))]
[JsonSerializable(typeof(TaxTable))]
[JsonSerializable(typeof(TenantSettings))]
[JsonSerializable(typeof(UsageDelivery))]
[JsonSerializable(typeof(UsageRecord))]

// what callers give
[JsonSerializable(typeof(BillingEntityFilter))]
[JsonSerializable(typeof(BillingRunFilter))]
[JsonSerializable(typeof(BillingRunPlan))]
[JsonSerializable(typeof(ContractFilter))]
[JsonSerializable(typeof(ContractPartFilter))]
[JsonSerializable(typeof(CustomerFilter))]
[JsonSerializable(typeof(EventFilter))]
[JsonSerializable(typeof(InvoiceFilter))]
[JsonSerializable(typeof(NumberSeriesFilter))]
[JsonSerializable(typeof(PageRequest))]
[JsonSerializable(typeof(PriceListFilter))]
[JsonSerializable(typeof(ProductFilter))]
[JsonSerializable(typeof(SalesItemFilter))]
[JsonSerializable(typeof(UsageDeliveryFilter))]
[JsonSerializable(typeof(UsageFilter))]
[JsonSerializable(typeof(NewContract))]
[JsonSerializable(typeof(NewCustomer))]
[JsonSerializable(typeof(NewNumberSeries))]
[JsonSerializable(typeof(NewSalesItem))]
[JsonSerializable(typeof(NewUsageDelivery))]
[JsonSerializable(typeof(NewPayment))]
[JsonSerializable(typeof(NewReversal))]
[JsonSerializable(typeof(NewRefund))]
[JsonSerializable(typeof(NewWriteOff))]
[JsonSerializable(typeof(NewCreditMove))]
[JsonSerializable(typeof(CreditApplication))]
[JsonSerializable(typeof(PaymentFilter))]
[JsonSerializable(typeof(PriceChange))]
[JsonSerializable(typeof(TerminationRequest))]
[JsonSerializable(typeof(UsageReading))]
[JsonSerializable(typeof(UsageSource))]
[JsonSerializable(typeof(ValueList<int>))]

// the elements of lists: the generator doesn't look behind the lists' converter
[JsonSerializable(typeof(AppliedTaxComponent))]
[JsonSerializable(typeof(ChargePiece))]
[JsonSerializable(typeof(ChargeTerms))]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(CycleTerms))]
[JsonSerializable(typeof(DatedPrice))]
[JsonSerializable(typeof(DocumentAdjustment))]
[JsonSerializable(typeof(DocumentCharge))]
[JsonSerializable(typeof(GivenNumbers))]
[JsonSerializable(typeof(CreditedCharge))]
[JsonSerializable(typeof(CreditedLine))]
[JsonSerializable(typeof(Id<Contract>))]
[JsonSerializable(typeof(Id<Invoice>))]
[JsonSerializable(typeof(CreditedCharge))]
[JsonSerializable(typeof(CreditedLine))]
[JsonSerializable(typeof(Discount))]
[JsonSerializable(typeof(DocumentCharge))]
[JsonSerializable(typeof(DiscountedTax))]
[JsonSerializable(typeof(DocumentLine))]
[JsonSerializable(typeof(ExportedDocument))]
[JsonSerializable(typeof(ExportedEntry))]
[JsonSerializable(typeof(ExportedLine))]
[JsonSerializable(typeof(InvoicedItem))]
[JsonSerializable(typeof(ContactProfile))]
[JsonSerializable(typeof(Currency))]
[JsonSerializable(typeof(Subtotal))]
[JsonSerializable(typeof(LineDetail))]
[JsonSerializable(typeof(LastNumber))]
[JsonSerializable(typeof(LineTotals))]
[JsonSerializable(typeof(Money))]
[JsonSerializable(typeof(MoneyByCurrency))]
[JsonSerializable(typeof(NewContractPart))]
[JsonSerializable(typeof(NewSalesItemLine))]
[JsonSerializable(typeof(PaymentPart))]
[JsonSerializable(typeof(ChangedEntry))]
[JsonSerializable(typeof(ChangedDocument))]
[JsonSerializable(typeof(PartTerms))]
[JsonSerializable(typeof(PriceListItem))]
[JsonSerializable(typeof(PriceEscalation))]
[JsonSerializable(typeof(PriceRise))]
[JsonSerializable(typeof(PriceSteps))]
[JsonSerializable(typeof(PriceTier))]
[JsonSerializable(typeof(Id<SalesItem>))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Suspension))]
[JsonSerializable(typeof(TaxComponent))]
[JsonSerializable(typeof(TaxGroup))]
[JsonSerializable(typeof(TaxPart))]
[JsonSerializable(typeof(TaxRate))]
[JsonSerializable(typeof(TaxTableEntry))]
[JsonSerializable(typeof(VendorService))]
internal sealed partial class PsaJsonContext : JsonSerializerContext;
