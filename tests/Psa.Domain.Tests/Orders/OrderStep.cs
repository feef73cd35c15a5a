namespace Psa.Domain.Tests.Orders;

/// <summary>A step of a history, with two numbers that choose what it is about.</summary>
internal sealed record OrderStep(OrderStepKind Kind, int Which, int HowMuch);
